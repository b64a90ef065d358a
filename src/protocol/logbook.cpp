// What the logbook shows, to JSON and back.
#include "protocol/logbook.h"

#include "protocol/event_read.h"
#include "protocol/fields_json.h"

#include <boost/json/parse.hpp>

namespace siaga::protocol {

namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, 3> status_names{"active", "inactive", "disposed"};
constexpr std::array<std::string_view, 3> keeping_names{"ending", "held", "over"};
constexpr std::array<std::string_view, 3> format_names{"pdf", "xlsx", "csv"};

json::object act_to_json(const LogbookAct& act) {
  json::object object;
  object["at"] = base::to_rfc3339(act.at);
  object["by"] = act.by;
  object["on_behalf_of"] = act.on_behalf_of;
  return object;
}
std::optional<LogbookAct> read_act(ObjectReader& reader, std::string_view name) {
  if (!reader.has(name)) return std::nullopt;
  auto part = reader.object(name);
  LogbookAct act;
  act.at = part.instant("at");
  act.by = part.text("by");
  act.on_behalf_of = part.text("on_behalf_of");
  return act;
}

json::object link_to_json(const LogbookLink& link) {
  json::object object;
  object["id"] = base::to_string(link.id);
  object["user_name"] = link.user_name;
  return object;
}
std::optional<LogbookLink> read_link(ObjectReader& reader, std::string_view name) {
  if (!reader.has(name)) return std::nullopt;
  auto part = reader.object(name);
  LogbookLink link;
  link.id = part.id("id");
  link.user_name = part.text("user_name");
  return link;
}

json::object note_to_json(const LogbookNote& note) {
  json::object object;
  object["book_no"] = note.book_no;
  object["corrects"] = note.corrects;
  object["at"] = base::to_rfc3339(note.at);
  object["by"] = note.by;
  object["text"] = note.text;
  return object;
}
LogbookNote read_note(ObjectReader& reader) {
  LogbookNote note;
  note.book_no = reader.whole("book_no");
  note.corrects = reader.whole("corrects");
  note.at = reader.instant("at");
  note.by = reader.text("by");
  note.text = reader.text("text");
  return note;
}

void put_acts(json::object& object, const LogbookRow& row) {
  put(object, "case", row.the_case);
  put(object, "letter_date", row.letter_date);
  put(object, "last_day", row.last_day);
  if (row.requested) object["requested"] = act_to_json(*row.requested);
  object["attempts"] = row.attempts;
  object["failed"] = row.failed;
  if (row.deactivated) object["deactivated"] = act_to_json(*row.deactivated);
  if (row.made) object["made"] = act_to_json(*row.made);
  put(object, "confirmed_at", row.confirmed_at);
  if (row.replaces) object["replaces"] = link_to_json(*row.replaces);
  if (row.replaced_by) object["replaced_by"] = link_to_json(*row.replaced_by);
  if (row.told) object["told"] = {{"requested_by", row.told->requested_by}, {"notes", row.told->notes}};
  object["notes"] = list_of(row.notes, &note_to_json);
}

void read_acts(ObjectReader& reader, LogbookRow& row) {
  row.the_case = reader.optional_id("case");
  row.letter_date = optional_day(reader, "letter_date");
  row.last_day = optional_day(reader, "last_day");
  row.requested = read_act(reader, "requested");
  row.attempts = small_number(reader, "attempts");
  row.failed = small_number(reader, "failed");
  row.deactivated = read_act(reader, "deactivated");
  row.made = read_act(reader, "made");
  row.confirmed_at = reader.optional_instant("confirmed_at");
  row.replaces = read_link(reader, "replaces");
  row.replaced_by = read_link(reader, "replaced_by");
  if (reader.has("told")) {
    auto part = reader.object("told");
    row.told = LogbookTold{part.text("requested_by"), part.text("notes")};
  }
  reader.objects("notes", 100'000, [&row](ObjectReader& part) { row.notes.push_back(read_note(part)); });
}

json::object logbook_row_to_json(const LogbookRow& row) {
  json::object object;
  object["user_id"] = json::parse(encode(row.user_id));  // a user ID has one encoder
  object["application"] = row.application;
  object["zone"] = row.zone;
  object["status"] = to_json(name_of(row.status));
  put_acts(object, row);
  if (row.sla_seconds) object["sla_seconds"] = *row.sla_seconds;
  put(object, "keep_until", row.keep_until);
  put(object, "held", row.held);
  put(object, "disposed_at", row.disposed_at);
  object["first_book_no"] = row.first_book_no;
  object["last_book_no"] = row.last_book_no;
  return object;
}

LogbookRow read_logbook_row(ObjectReader& reader) {
  LogbookRow row;
  row.user_id = read_user_id(reader.object("user_id"));
  row.application = reader.text("application");
  row.zone = reader.text("zone", 64);
  row.status = reader.named("status", [](std::string_view name) { return logbook_status(name); });
  read_acts(reader, row);
  if (reader.has("sla_seconds")) row.sla_seconds = reader.integer("sla_seconds");
  row.keep_until = optional_day(reader, "keep_until");
  row.held = reader.optional_text("held");
  row.disposed_at = reader.optional_instant("disposed_at");
  row.first_book_no = reader.whole("first_book_no");
  row.last_book_no = reader.whole("last_book_no");
  return row;
}

json::object signed_to_json(const SignedSize& size) {
  json::object object;
  object["size"] = size.size;
  object["root"] = size.root;
  object["key"] = size.key;
  return object;
}
SignedSize read_signed(ObjectReader reader) {
  SignedSize size;
  size.size = reader.whole("size");
  size.root = reader.text("root");
  size.key = reader.text("key");
  return size;
}

json::object sign_off_to_json(const SignOffView& view) {
  json::object object;
  object["seq"] = view.seq;
  object["book_no"] = view.book_no;
  object["at"] = base::to_rfc3339(view.at);
  object["by"] = view.by;
  object["from"] = base::to_text(view.from);
  object["to"] = base::to_text(view.to);
  object["text"] = view.text;
  if (view.checkpoint) object["checkpoint"] = signed_to_json(*view.checkpoint);
  return object;
}
SignOffView read_sign_off(ObjectReader& reader) {
  SignOffView view;
  view.seq = reader.whole("seq");
  view.book_no = reader.whole("book_no");
  view.at = reader.instant("at");
  view.by = reader.text("by");
  view.from = read_day(reader, "from");
  view.to = read_day(reader, "to");
  view.text = reader.text("text");
  if (reader.has("checkpoint")) view.checkpoint = read_signed(reader.object("checkpoint"));
  return view;
}

}  // namespace

std::string_view name_of(LogbookStatus status) { return status_names[static_cast<std::size_t>(status)]; }
std::string_view name_of(LogbookKeeping keeping) { return keeping_names[static_cast<std::size_t>(keeping)]; }
std::string_view name_of(LogbookFormat format) { return format_names[static_cast<std::size_t>(format)]; }
std::optional<LogbookStatus> logbook_status(std::string_view name) {
  return value_named<LogbookStatus>(status_names, name);
}
std::optional<LogbookKeeping> logbook_keeping(std::string_view name) {
  return value_named<LogbookKeeping>(keeping_names, name);
}
std::optional<LogbookFormat> logbook_format(std::string_view name) {
  return value_named<LogbookFormat>(format_names, name);
}

std::string encode(const LogbookPage& page) {
  json::object object;
  object["at"] = base::to_rfc3339(page.at);
  object["total"] = page.total;
  object["more"] = page.more;
  object["items"] = list_of(page.items, &logbook_row_to_json);
  if (page.next) object["next"] = *page.next;
  return to_text(object);
}
base::Result<LogbookPage> decode_logbook_page(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    LogbookPage page;
    page.at = reader.instant("at");
    page.total = reader.whole("total");
    page.more = reader.flag("more");
    reader.objects("items", 1000, [&page](ObjectReader& part) { page.items.push_back(read_logbook_row(part)); });
    page.next = reader.optional_whole("next");
    return page;
  });
}

std::string encode(const LogbookHistory& history) {
  json::object object;
  object["row"] = logbook_row_to_json(history.row);
  json::array entries;
  for (const auto& entry : history.entries) {
    json::object one;
    one["book_no"] = entry.book_no;
    one["event"] = event_to_json(entry.event);
    one["erased"] = entry.erased;
    entries.push_back(std::move(one));
  }
  object["entries"] = std::move(entries);
  object["people"] = list_of(history.people, [](const auto& person) { return to_json(person); });
  return to_text(object);
}
base::Result<LogbookHistory> decode_logbook_history(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    LogbookHistory history;
    auto row = reader.object("row");
    history.row = read_logbook_row(row);
    reader.objects("entries", 1'000'000, [&history](ObjectReader& part) {
      LogbookEntry entry;
      entry.book_no = part.whole("book_no");
      auto of = part.object("event");
      auto event = read_event(of);
      entry.erased = part.flag("erased");
      if (!event) return;  // of a newer hub
      entry.event = std::move(*event);
      history.entries.push_back(std::move(entry));
    });
    reader.objects("people", 10'000, [&history](ObjectReader& part) { history.people.push_back(read_person(part)); });
    return history;
  });
}

std::string encode(const SignOffView& view) { return to_text(sign_off_to_json(view)); }
std::string encode_sign_offs(const std::vector<SignOffView>& views) {
  json::object object;
  object["sign_offs"] = list_of(views, &sign_off_to_json);
  return to_text(object);
}
base::Result<SignOffView> decode_sign_off_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) { return read_sign_off(reader); });
}
base::Result<std::vector<SignOffView>> decode_sign_offs(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    std::vector<SignOffView> views;
    reader.objects("sign_offs", 1000, [&views](ObjectReader& part) { views.push_back(read_sign_off(part)); });
    return views;
  });
}

std::string encode(const ExportView& view) {
  json::object object;
  object["id"] = base::to_string(view.id);
  json::array files;
  for (const auto& file : view.files) {
    json::object one;
    one["name"] = file.name;
    one["size"] = file.size;
    one["sha256"] = base::to_hex(file.sha256);
    files.push_back(std::move(one));
  }
  object["files"] = std::move(files);
  object["rows"] = view.rows;
  object["checkpoint"] = signed_to_json(view.checkpoint);
  return to_text(object);
}
base::Result<ExportView> decode_export_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    ExportView view;
    view.id = reader.id("id");
    reader.objects("files", 10, [&view](ObjectReader& part) {
      view.files.push_back({part.text("name"), part.whole("size"), part.sha256("sha256")});
    });
    view.rows = reader.whole("rows");
    view.checkpoint = read_signed(reader.object("checkpoint"));
    return view;
  });
}

}  // namespace siaga::protocol
