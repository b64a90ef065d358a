// Bodies of the commands about the logbook, and its filter as a query.
#include "protocol/fields_json.h"
#include "protocol/logbook.h"

namespace siaga::protocol {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_line = 480;  // of a document's head

template <class Find>
auto named_perhaps(ObjectReader& reader, std::string_view name, Find find) -> decltype(find("")) {
  if (!reader.has(name)) return reader.optional_text(name), std::nullopt;
  return reader.named(name, find);
}

std::string escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string made;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (plain) {
      made += c;
      continue;
    }
    made += '%';
    made += digits[byte >> 4];
    made += digits[byte & 15];
  }
  return made;
}

/// The filter's members, by name.
json::object members_of_filter(const LogbookFilter& filter) {
  json::object object;
  if (!filter.search.empty()) object["search"] = filter.search;
  put(object, "application", filter.application);
  if (filter.status) object["status"] = to_json(name_of(*filter.status));
  if (filter.keeping) object["keeping"] = to_json(name_of(*filter.keeping));
  put(object, "from", filter.from);
  put(object, "to", filter.to);
  return object;
}

LogbookFilter read_filter(ObjectReader& reader) {
  LogbookFilter filter;
  filter.search = reader.optional_text("search", 200).value_or("");
  filter.application = reader.optional_id("application");
  filter.status = named_perhaps(reader, "status", [](std::string_view name) { return logbook_status(name); });
  filter.keeping = named_perhaps(reader, "keeping", [](std::string_view name) { return logbook_keeping(name); });
  filter.from = optional_day(reader, "from");
  filter.to = optional_day(reader, "to");
  return filter;
}

std::optional<SlaSpan> read_sla(ObjectReader& reader) {
  if (!reader.has("sla")) return reader.optional_text("sla"), std::nullopt;
  auto part = reader.object("sla");
  const auto from = part.text("from", 16), to = part.text("to", 16), by = part.text("by", 16);
  part.end();
  const auto span = read_sla_span(from, to, by);
  if (span) return *span;
  part.fault(span.error().field, span.error().detail);
  return std::nullopt;
}

std::vector<base::Id> read_user_ids(ObjectReader& reader) {
  auto ids = reader.ids("user_ids", DisposeCommand::most);
  if (ids.empty()) reader.fault("user_ids", "is empty");
  return ids;
}

}  // namespace

std::string query_of(const LogbookFilter& filter) {
  std::string query;
  for (const auto& [name, value] : members_of_filter(filter))
    query += (query.empty() ? "" : "&") + std::string{name} + "=" + escaped(value.as_string());
  return query;
}

base::Result<CorrectCommand> decode_correct_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    CorrectCommand command;
    read_begin(reader, command);
    command.book_no = reader.whole("book_no");
    command.text = reader.text("text");
    return command;
  });
}
std::string encode(const CorrectCommand& command) {
  auto object = begin_command(command.command, command.console);
  object["book_no"] = command.book_no;
  object["text"] = command.text;
  return to_text(object);
}

base::Result<DisposeCommand> decode_dispose_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    DisposeCommand command;
    read_begin(reader, command);
    command.user_ids = read_user_ids(reader);
    command.text = reader.text("text");
    command.minutes = reader.id("minutes");
    return command;
  });
}
std::string encode(const DisposeCommand& command) {
  auto object = begin_command(command.command, command.console);
  object["user_ids"] = json_of(command.user_ids);
  object["text"] = command.text;
  object["minutes"] = base::to_string(command.minutes);
  return to_text(object);
}

base::Result<DraftCommand> decode_draft_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    DraftCommand command;
    read_begin(reader, command);
    command.user_ids = read_user_ids(reader);
    return command;
  });
}
std::string encode(const DraftCommand& command) {
  auto object = begin_command(command.command, command.console);
  object["user_ids"] = json_of(command.user_ids);
  return to_text(object);
}

base::Result<SignOffCommand> decode_sign_off_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    SignOffCommand command;
    read_begin(reader, command);
    command.from = read_day(reader, "from");
    command.to = read_day(reader, "to");
    command.text = reader.text("text");
    return command;
  });
}
std::string encode(const SignOffCommand& command) {
  auto object = begin_command(command.command, command.console);
  object["from"] = base::to_text(command.from);
  object["to"] = base::to_text(command.to);
  object["text"] = command.text;
  return to_text(object);
}

base::Result<ExportCommand> decode_export_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    ExportCommand command;
    read_begin(reader, command);
    command.format = reader.named("format", [](std::string_view name) { return logbook_format(name); });
    command.title = reader.text("title", longest_line);
    command.number = reader.text("number", longest_line);
    command.revision = reader.text("revision", longest_line);
    command.effective = optional_day(reader, "effective");
    command.prepared = reader.text("prepared", longest_line);
    command.checked = reader.text("checked", longest_line);
    command.approved = reader.text("approved", longest_line);
    command.controlled = reader.flag("controlled");
    command.filter = read_filter(reader);
    command.sla = read_sla(reader);
    if (command.sla && !query_of(command.filter).empty()) reader.fault("sla", "goes with no filter of the logbook");
    return command;
  });
}
std::string encode(const ExportCommand& command) {
  auto object = begin_command(command.command, command.console);
  object["format"] = to_json(name_of(command.format));
  object["title"] = command.title;
  object["number"] = command.number;
  object["revision"] = command.revision;
  put(object, "effective", command.effective);
  object["prepared"] = command.prepared;
  object["checked"] = command.checked;
  object["approved"] = command.approved;
  object["controlled"] = command.controlled;
  for (auto& member : members_of_filter(command.filter)) object[member.key()] = std::move(member.value());
  if (command.sla)
    object["sla"] = {{"from", text_of(command.sla->from)},
                     {"to", text_of(command.sla->to)},
                     {"by", to_json(name_of(command.sla->by))}};
  return to_text(object);
}

}  // namespace siaga::protocol
