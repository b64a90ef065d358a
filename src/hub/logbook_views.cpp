#include "hub/logbook_views.h"

#include "base/zone.h"
#include "domain/logbook.h"
#include "domain/retention.h"
#include "domain/user_id_case.h"
#include "hub/events.h"
#include "hub/log_keys.h"
#include "proof/checkpoint.h"
#include "protocol/event_json.h"
#include "store/application_table.h"
#include "store/journal_record.h"
#include "store/person_table.h"
#include "store/unit_table.h"
#include "store/user_id_case_table.h"
#include "store/user_id_table.h"

#include <algorithm>
#include <limits>
#include <set>

namespace siaga::hub::logbook_views {

namespace rows = store::logbook_row_table;
namespace cases = store::user_id_case_table;
using base::fail;
using base::Fault;
using base::Result;
using domain::Action;

namespace {

constexpr std::uint64_t most_counted = 10'000;
constexpr std::size_t most_sign_offs = 200;
constexpr std::size_t sign_offs_looked_at = 20'000;  // by everybody, before scope leaves most_sign_offs
constexpr std::size_t longest_search = 200;

/// Who signed off keeps what they signed; others read it where the event says it happened.
bool may_read(store::Database& database, const Account& account, const store::sign_off_table::Row& row) {
  const auto by = store::person_table::find_version(database, row.by);
  if (by && by->id == account.person.id) return true;
  const auto records = store::read_records(database, row.seq - 1, row.seq, 1);
  return !records.empty() && account.standing.may(domain::Action::read_user_ids, records.front().leaf.unit);
}

Answer answer_with(Call& call, std::function<Result<std::string>(store::Database&)> read) {
  auto reading = on_reader<std::string>(call.core.searchers, std::move(read));
  auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  co_return json_response(200, std::move(*body));
}

Result<std::optional<base::Day>> day_in(const net::Request& request, const std::string& name) {
  const auto text = request.query(name);
  if (!text || text->empty()) return std::optional<base::Day>{};
  const auto day = base::parse_day(*text);
  if (!day) return fail(Fault::invalid, name + " is a day like 2026-11-21", name);
  return std::optional{*day};
}

/// "all", like nothing, doesn't narrow.
template <class Value, class Find>
Result<void> read_name(const net::Request& request, const std::string& name, std::optional<Value>& value, Find find) {
  const auto word = request.query(name).value_or("all");
  if (word == "all") return {};
  value = find(word);
  if (!value) return fail(Fault::invalid, name + " is none of the known names", name);
  return {};
}

Result<protocol::LogbookFilter> filter_in(const net::Request& request) {
  protocol::LogbookFilter filter;
  filter.search = request.query("search").value_or("");
  if (const auto word = request.query("application"); word && !word->empty()) {
    const auto id = base::parse_id(*word);
    if (!id) return fail(Fault::invalid, "application is an id", "application");
    filter.application = *id;
  }
  if (auto read = read_name(request, "status", filter.status, &protocol::logbook_status); !read) return read.error();
  if (auto read = read_name(request, "keeping", filter.keeping, &protocol::logbook_keeping); !read) return read.error();
  const auto from = day_in(request, "from");
  if (!from) return from.error();
  const auto to = day_in(request, "to");
  if (!to) return to.error();
  filter.from = *from;
  filter.to = *to;
  return filter;
}

Result<std::uint64_t> cursor_in(const net::Request& request) {
  const auto text = request.query("after");
  if (!text) return std::uint64_t{std::numeric_limits<std::int64_t>::max()};
  const auto number = proof::parse_number(*text);
  if (!number) return fail(Fault::invalid, "after is the cursor of a page", "after");
  return *number;
}

protocol::LogbookPage build_page(store::Database& database, const rows::Filter& filter, std::uint64_t after,
                                 std::size_t limit) {
  protocol::LogbookPage page;
  page.at = filter.now;
  const auto counted = rows::count(database, filter, most_counted);
  page.total = counted.found;
  page.more = counted.more;
  auto found = rows::page(database, filter, after, limit + 1);
  const bool goes_on = found.size() > limit;
  if (goes_on) found.pop_back();
  if (goes_on) page.next = found.back().last_book_no;
  RowMaker maker{database};
  for (const auto& row : found) page.items.push_back(maker.make(row));
  return page;
}

Result<std::string> build_history(store::Database& database, const Account& account, const base::Id& id) {
  const auto row = rows::find(database, id);
  const auto user_id = row ? store::user_id_table::find(database, id) : std::nullopt;
  if (!user_id || !account.standing.may(Action::read_user_ids, user_id->unit))
    return fail(Fault::not_found, "no such user ID in the logbook");
  protocol::LogbookHistory history;
  history.row = RowMaker{database}.make(*row);
  People people;
  std::set<base::Id> named;
  for (const auto& entry : rows::entries(database, id)) {
    auto event = event_of(database, people, entry.event);
    for (const auto& person : event.people)
      if (named.insert(person.version).second) history.people.push_back(person);
    history.entries.push_back({entry.book_no, std::move(event), is_erased(entry.event)});
  }
  return protocol::encode(history);
}

}  // namespace

const std::string& RowMaker::application(const base::Id& id) {
  const auto [known, is_new] = applications_.try_emplace(id);
  if (is_new)
    if (const auto found = store::application_table::find(database_, id)) known->second = found->name;
  return known->second;
}

const std::string& RowMaker::zone(const base::Id& unit) {
  const auto [known, is_new] = zones_.try_emplace(unit, "UTC");
  if (is_new)
    if (const auto found = store::unit_table::find(database_, unit)) known->second = found->zone;
  return known->second;
}

std::string RowMaker::name(const std::optional<base::Id>& version) {
  if (!version || version->is_nil()) return {};
  const auto [known, is_new] = names_.try_emplace(*version);
  if (is_new)
    if (const auto found = store::person_table::find_version(database_, *version)) known->second = found->name;
  return known->second;
}

std::optional<protocol::LogbookLink> RowMaker::link(const std::optional<base::Id>& id) {
  if (!id) return std::nullopt;
  const auto other = store::user_id_table::find(database_, *id);
  return protocol::LogbookLink{*id, other ? other->user_name : ""};
}

/// Who did it; where the hub did, by whose order.
protocol::LogbookAct RowMaker::done_of(const domain::UserIdCase& one) {
  protocol::LogbookAct act{*one.done_at, name(one.done_by_version), ""};
  const auto newest = cases::attempts(database_, one.id, 1);
  if (!newest.empty()) act.on_behalf_of = name(newest.back().on_behalf_of);
  return act;
}

void RowMaker::add_case(protocol::LogbookRow& made) {
  add_making(made);
  const auto one = cases::of_user_id(database_, made.user_id.id, domain::CaseKind::deactivate);
  if (!one) return;
  made.the_case = one->id;
  made.zone = one->zone;
  made.letter_date = one->letter_date;
  made.last_day = one->last_day;
  made.requested.reset();
  if (one->requested_at) made.requested = {*one->requested_at, name(one->requested_by), ""};
  made.attempts = one->attempts;
  made.failed = cases::count_failed(database_, one->id);
  if (one->done_at) made.deactivated = done_of(*one);
  if (const auto met = one->met_by()) made.sla_seconds = *met / std::chrono::seconds{1};
  made.confirmed_at = one->confirmed_at;
}

void RowMaker::add_making(protocol::LogbookRow& made) {
  const auto one = cases::of_user_id(database_, made.user_id.id, domain::CaseKind::replace);
  if (!one) return;
  made.the_case = one->id;
  made.zone = one->zone;
  if (one->requested_at) made.requested = {*one->requested_at, name(one->requested_by), ""};
  made.attempts = one->attempts;
  made.failed = cases::count_failed(database_, one->id);
  if (one->done_at) made.made = done_of(*one);
  made.confirmed_at = one->confirmed_at;
}

void RowMaker::add_listing(protocol::LogbookRow& made) {
  const auto kind = protocol::EventKind::user_id_listed;
  const auto entries = rows::entries(database_, made.user_id.id, protocol::name_of(kind));
  if (entries.empty() || is_erased(entries.front().event)) return;
  const auto body = protocol::decode_body(kind, entries.front().event.draft.body);
  if (!body) throw store::StoreFailure(Fault::corrupt, "a listing can't be read: " + body.error().detail);
  auto said = domain::read_listing_text(body->text.value_or(""));
  if (!said.requested_by.empty() || !said.notes.empty())
    made.told = {std::move(said.requested_by), std::move(said.notes)};
  if (made.the_case) return;  // which says the rest
  const auto day_in = [](const std::optional<std::string>& text) -> std::optional<base::Day> {
    const auto day = base::parse_day(text.value_or(""));
    return day ? std::optional{*day} : std::nullopt;
  };
  made.letter_date = day_in(body->letter_date);
  made.last_day = day_in(body->last_day);
  if (body->until) made.deactivated = {*body->until, "", ""};
}

void RowMaker::add_notes(protocol::LogbookRow& made) {
  const auto kind = protocol::name_of(protocol::EventKind::logbook_corrected);
  for (const auto& entry : rows::entries(database_, made.user_id.id, kind)) {
    if (is_erased(entry.event)) continue;
    const auto body = protocol::decode_body(protocol::EventKind::logbook_corrected, entry.event.draft.body);
    if (!body) throw store::StoreFailure(Fault::corrupt, "a correction can't be read: " + body.error().detail);
    made.notes.push_back(
        {entry.book_no, body->corrects.value_or(0), entry.event.at, name(body->by), body->text.value_or("")});
  }
}

protocol::LogbookRow RowMaker::make(const rows::Row& row) {
  protocol::LogbookRow made;
  auto user_id = store::user_id_table::find(database_, row.user_id);
  if (!user_id) throw store::StoreFailure(Fault::corrupt, "the logbook has an unknown user ID");
  made.user_id = std::move(*user_id);
  made.application = application(made.user_id.application);
  made.zone = zone(made.user_id.unit);
  made.status = row.disposed_at                                     ? protocol::LogbookStatus::disposed
                : made.user_id.state == domain::UserIdState::active ? protocol::LogbookStatus::active
                                                                    : protocol::LogbookStatus::inactive;
  add_case(made);
  add_listing(made);
  add_notes(made);
  made.replaces = link(made.user_id.replaces);
  made.replaced_by = link(made.user_id.replaced_by);
  if (row.keep_until)  // 24:00 of its last day
    made.keep_until = domain::day_of(*row.keep_until - std::chrono::microseconds{1}, zone(made.user_id.unit));
  made.held = row.held;
  made.disposed_at = row.disposed_at;
  made.first_book_no = row.first_book_no;
  made.last_book_no = row.last_book_no;
  return made;
}

std::string own_zone(store::Database& database, const Account& account) {
  const auto unit = store::unit_table::find(database, account.person.unit);
  return unit ? unit->zone : "Asia/Jakarta";
}

Result<rows::Filter> filter_of(store::Database& database, const Account& account, const protocol::LogbookFilter& wish,
                               base::Instant now) {
  if (wish.search.size() > longest_search) return fail(Fault::invalid, "search is a short text", "search");
  if (wish.from && wish.to && *wish.to < *wish.from)
    return fail(Fault::invalid, "the last day is before the first", "to");
  rows::Filter filter;
  filter.words = rows::words_of(wish.search);
  filter.application = wish.application;
  if (wish.status) filter.status = protocol::name_of(*wish.status);
  if (wish.keeping == protocol::LogbookKeeping::ending) filter.keeping = rows::Keeping::ending;
  if (wish.keeping == protocol::LogbookKeeping::held) filter.keeping = rows::Keeping::held;
  if (wish.keeping == protocol::LogbookKeeping::over) filter.keeping = rows::Keeping::over;
  filter.units = account.standing.units(Action::read_user_ids);
  filter.now = now;
  if (!wish.from && !wish.to) return filter;
  const auto zone = own_zone(database, account);
  filter.books = {0, std::numeric_limits<std::int64_t>::max()};
  if (wish.from) filter.books->first = rows::book_no_at(database, base::midnight(*wish.from, zone));
  if (wish.to) filter.books->second = rows::book_no_at(database, domain::end_of_day(*wish.to, zone));
  return filter;
}

protocol::SignedSize signed_size(store::Database& database, const store::checkpoint_table::Row& row) {
  protocol::SignedSize size;
  size.size = row.size;
  const auto note = proof::decode_note(row.note);
  if (!note) return size;
  if (const auto checkpoint = proof::decode_checkpoint(note->text))
    size.root = base::to_base64({reinterpret_cast<const char*>(checkpoint->root.data()), checkpoint->root.size()});
  for (const auto& link : log_keys(database))
    if (proof::signed_by(*note, link.statement.key) == proof::Signed::yes)
      size.key = proof::fingerprint(link.statement.key);
  return size;
}

protocol::SignOffView view_of(store::Database& database, const store::sign_off_table::Row& row) {
  protocol::SignOffView view;
  view.seq = row.seq;
  view.book_no = row.book_no;
  if (const auto records = store::read_records(database, row.seq - 1, row.seq, 1); !records.empty())
    view.at = records.front().leaf.at;
  if (const auto person = store::person_table::find_version(database, row.by)) view.by = person->name;
  view.from = row.from;
  view.to = row.to;
  view.text = row.text;
  const auto covering = store::checkpoint_table::after(database, row.seq - 1, 1);
  if (!covering.empty()) view.checkpoint = signed_size(database, covering.front());
  return view;
}

Answer page(Call& call) {
  const auto wish = filter_in(call.request);
  if (!wish) co_return wish.error();
  const auto after = cursor_in(call.request);
  if (!after) co_return after.error();
  const auto limit = parse_limit(call.request);
  if (!limit) co_return limit.error();
  std::function<Result<std::string>(store::Database&)> read =
      [wish = *wish, after = *after, limit = *limit, account = call.account,
       now = call.core.clock.now()](store::Database& database) -> Result<std::string> {
    const auto filter = filter_of(database, *account, wish, now);
    if (!filter) return filter.error();
    return protocol::encode(build_page(database, *filter, after, limit));
  };
  auto answering = answer_with(call, std::move(read));
  co_return co_await std::move(answering);
}

Answer one(Call& call) {
  std::function<Result<std::string>(store::Database&)> read = [account = call.account,
                                                               id = call.id](store::Database& database) {
    return build_history(database, *account, id);
  };
  return answer_with(call, std::move(read));
}

Answer sign_offs(Call& call) {
  std::function<Result<std::string>(store::Database&)> read =
      [account = call.account](store::Database& database) -> Result<std::string> {
    std::vector<protocol::SignOffView> views;
    for (const auto& row : store::sign_off_table::newest(database, sign_offs_looked_at)) {
      if (views.size() == most_sign_offs) break;
      if (may_read(database, *account, row)) views.push_back(view_of(database, row));
    }
    return protocol::encode_sign_offs(views);
  };
  return answer_with(call, std::move(read));
}

}  // namespace siaga::hub::logbook_views
