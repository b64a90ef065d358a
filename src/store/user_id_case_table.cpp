#include "store/user_id_case_table.h"

#include "store/words.h"

#include <algorithm>

namespace siaga::store::user_id_case_table {

namespace {

constexpr std::string_view columns =
    "select id, kind, state, application, user_id, unit, replaces, letter_date, last_day, letter, zone, ends_at, "
    "deadline, target, opened_by, opened_at, requested_by, requested_at, order_by, order_by_version, order_given_at, "
    "order_due, order_early, attempts, failures, attempt_begun_at, next_try, done_by, done_by_version, done_at, "
    "confirmed_by, confirmed_at, handed_over_at, documented_at, withdrawn_at, reopened, warned, seen_there from "
    "user_id_case ";

/// From the opening of a case to its deadline (domain/user_id_case.h), and a day to spare.
constexpr std::chrono::days longest_ahead{366 + 2 + 1};

template <class Value>
Value known_word(std::optional<Value> value, const std::string& word) {
  if (!value) throw StoreFailure(base::Fault::corrupt, "an unknown word in user_id_case: " + word);
  return *value;
}

std::optional<base::Day> day_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto day = base::parse_day(*text);
  if (!day) throw StoreFailure(base::Fault::corrupt, "no day: " + *text);
  return *day;
}
std::optional<std::string> text_of(const std::optional<base::Day>& day) {
  if (!day) return std::nullopt;
  return base::to_text(*day);
}

std::uint32_t small(const Statement& row, int column) { return static_cast<std::uint32_t>(row.integer(column)); }

void read_subject(const Statement& row, domain::UserIdCase& one) {
  one.id = row.id(0);
  one.kind = known_word(domain::case_kind(row.text(1)), row.text(1));
  one.state = known_word(domain::case_state(row.text(2)), row.text(2));
  one.application = row.id(3);
  one.user_id = row.id(4);
  one.unit = row.id(5);
  one.replaces = row.optional_id(6);
  one.letter_date = day_of(row.optional_text(7));
  one.last_day = day_of(row.optional_text(8));
  one.letter = row.optional_id(9);
  one.zone = row.text(10);
  one.ends_at = row.optional_instant(11);
  one.deadline = row.optional_instant(12);
  one.target = row.optional_instant(13);
}

void read_progress(const Statement& row, domain::UserIdCase& one) {
  one.opened_by = row.id(14);
  one.opened_at = row.instant(15);
  one.requested_by = row.optional_id(16);
  one.requested_at = row.optional_instant(17);
  if (!row.is_null(18))
    one.order = domain::CaseOrder{row.id(18), row.id(19), row.instant(20), row.instant(21), row.integer(22) != 0};
  one.attempts = small(row, 23);
  one.failures = small(row, 24);
  one.attempt_begun_at = row.optional_instant(25);
  one.next_try = row.optional_instant(26);
  one.done_by = row.optional_id(27);
  one.done_by_version = row.optional_id(28);
  one.done_at = row.optional_instant(29);
  one.confirmed_by = row.optional_id(30);
  one.confirmed_at = row.optional_instant(31);
  one.handed_over_at = row.optional_instant(32);
  one.documented_at = row.optional_instant(33);
  one.withdrawn_at = row.optional_instant(34);
  one.reopened = small(row, 35);
  one.warned = small(row, 36);
  one.seen_there = row.integer(37) != 0;
}

std::vector<domain::UserIdCase> cases_of(Statement row) {
  std::vector<domain::UserIdCase> found;
  while (row.next()) {
    read_subject(row, found.emplace_back());
    read_progress(row, found.back());
  }
  return found;
}

std::optional<domain::UserIdCase> first_of(std::vector<domain::UserIdCase> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

// `of_open` and `of_done` are, word for word, those of the partial indices.
const std::string of_open{"state in ('received', 'requested', 'carried_out', 'confirmed', 'handed_over')"};
const std::string of_done{"state in ('documented', 'withdrawn')"};
const std::string of_action{"state in ('received', 'requested')"};
const std::string of_running{"state in ('carried_out', 'confirmed', 'handed_over')"};

std::string condition_of(Show show) {
  switch (show) {
    case Show::action: return of_open + " and " + of_action;
    case Show::running: return of_open + " and " + of_running;
    case Show::done: return of_done;
    case Show::all: break;
  }
  return "true";
}

}  // namespace

std::optional<domain::UserIdCase> find(Database& database, const base::Id& id) {
  return first_of(cases_of(database.query(std::string{columns} + "where id = ?", id)));
}

void insert(Database& database, const domain::UserIdCase& one) {
  database.run(
      "insert into user_id_case (id, kind, state, application, user_id, unit, replaces, letter_date, last_day, letter, "
      "zone, ends_at, deadline, target, opened_by, opened_at, attempts, failures, reopened, warned) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)",
      one.id, domain::name_of(one.kind), domain::name_of(one.state), one.application, one.user_id, one.unit,
      one.replaces, text_of(one.letter_date), text_of(one.last_day), one.letter, one.zone, one.ends_at, one.deadline,
      one.target, one.opened_by, one.opened_at);
}

void update(Database& database, const domain::UserIdCase& one) {
  std::optional<base::Id> by, by_version;
  std::optional<base::Instant> given_at, due;
  std::optional<bool> early;
  if (one.order) {
    by = one.order->by;
    by_version = one.order->by_version;
    given_at = one.order->given_at;
    due = one.order->due;
    early = one.order->early;
  }
  database.run(
      "update user_id_case set state = ?, letter_date = ?, letter = ?, requested_by = ?, requested_at = ?, order_by = "
      "?, order_by_version = ?, "
      "order_given_at = ?, order_due = ?, order_early = ?, attempts = ?, failures = ?, attempt_begun_at = ?, next_try "
      "= ?, done_by = ?, done_by_version = ?, done_at = ?, confirmed_by = ?, confirmed_at = ?, handed_over_at = ?, "
      "documented_at = ?, withdrawn_at = ?, reopened = ?, warned = ?, seen_there = ? where id = ?",
      domain::name_of(one.state), text_of(one.letter_date), one.letter, one.requested_by, one.requested_at, by,
      by_version, given_at, due, early, one.attempts, one.failures, one.attempt_begun_at, one.next_try, one.done_by,
      one.done_by_version, one.done_at, one.confirmed_by, one.confirmed_at, one.handed_over_at, one.documented_at,
      one.withdrawn_at, one.reopened, one.warned, one.seen_there, one.id);
}

std::optional<domain::UserIdCase> of_user_id(Database& database, const base::Id& user_id, domain::CaseKind kind) {
  return first_of(cases_of(database.query(
      std::string{columns} +
          "where user_id = ? and kind = ? and state <> 'withdrawn' order by opened_at desc, id desc limit 1",
      user_id, domain::name_of(kind))));
}

std::vector<base::Id> all_of_user_id(Database& database, const base::Id& user_id) {
  std::vector<base::Id> found;
  auto row = database.query("select id from user_id_case where user_id = ?", user_id);
  while (row.next()) found.push_back(row.id(0));
  return found;
}

bool is_being_replaced(Database& database, const base::Id& user_id) {
  return database
      .query("select 1 from user_id_case where " + of_open +
                 " and state in ('received', 'requested', 'carried_out') and replaces = ? limit 1",
             user_id)
      .next();
}

void forget_particulars(Database& database, const base::Id& one) {
  database.run("update attempt set text = '', proof = null where of_case = ?", one);
  database.run("update user_id_case set letter = null where id = ?", one);
}

std::vector<domain::UserIdCase> ticking(Database& database) {
  return cases_of(database.query(std::string{columns} + "where " + of_open +
                                 " and state in ('received', 'requested', 'carried_out') order by deadline, id"));
}

std::vector<domain::UserIdCase> page(Database& database, const Filter& filter, std::size_t limit) {
  // Those without a deadline sort behind all others: 2^62 µs is the year 148,000.
  std::string sql{columns};
  sql += "where " + condition_of(filter.show) +
         " and (?1 is null or kind = ?1) and (?2 is null or instr(?2, hex(unit)) > 0) "
         "and (?5 is null or application = ?5) ";
  if (filter.show == Show::done)
    sql +=
        "and (?3 is null or (opened_at, id) < (select b.opened_at, b.id from user_id_case b where b.id = ?3)) "
        "order by opened_at desc, id desc limit ?4";
  else
    sql +=
        "and (?3 is null or (ifnull(deadline, 1 << 62), id) > "
        "(select ifnull(b.deadline, 1 << 62), b.id from user_id_case b where b.id = ?3)) "
        "order by ifnull(deadline, 1 << 62), id limit ?4";
  std::optional<std::string_view> kind;
  if (filter.kind) kind = domain::name_of(*filter.kind);
  return cases_of(database.query(sql, kind, listed(filter.units), filter.after, limit, filter.application));
}

Counts count(Database& database, const std::optional<std::vector<base::Id>>& units,
             const std::optional<base::Id>& who) {
  const std::string within{" and (?1 is null or instr(?1, hex(unit)) > 0)"};
  const auto list = listed(units);
  const auto look = std::to_string(1u << static_cast<unsigned>(domain::CaseWarning::look));
  const std::string unmoved{
      "state = 'requested' and (order_by is null or failures > 0) and not exists "
      "(select 1 from user_id u where u.id = user_id_case.replaces and u.state = 'active')"};
  const std::string unseen{"state = 'carried_out' and ?2 is not null and done_by is not ?2 and (warned & " + look +
                           " <> 0 or exists (select 1 from application a where a.id = user_id_case.application "
                           "and a.connector = 'manual'))"};
  auto open = database.query("select sum(" + of_action + "), sum(" + of_running + "), sum((" + unmoved + ") or (" +
                                 unseen + ")) from user_id_case where " + of_open + within,
                             list, who);
  auto done = database.query("select count(*) from user_id_case where " + of_done + within, list);
  open.next();
  done.next();
  const auto number = [](const Statement& row, int column) { return static_cast<std::uint64_t>(row.integer(column)); };
  return {number(open, 0), number(open, 1), number(done, 0), number(open, 2)};
}

std::vector<domain::UserIdCase> due(Database& database, base::Instant from, base::Instant until, base::Instant now,
                                    const std::optional<std::vector<base::Id>>& units, std::size_t limit) {
  const std::string of_span{
      "and kind = 'deactivate' and deadline >= ?1 and deadline < ?2 and (?4 is null or instr(?4, hex(unit)) > 0) "};
  // Each part by the index that it has; a case is opened, and so ended, no sooner than a year before its deadline.
  const auto sql = std::string{columns} + "where confirmed_at >= ?6 " + of_span + "union all " + std::string{columns} +
                   "where " + of_open + " and state in ('received', 'requested', 'carried_out') and deadline < ?3 " +
                   of_span + "union all " + std::string{columns} + "where " + of_done +
                   " and state = 'withdrawn' and withdrawn_at > deadline and opened_at >= ?6 " + of_span +
                   "order by deadline, id limit ?5";
  return cases_of(database.query(sql, from, until, now, listed(units), limit, from - longest_ahead));
}

void begin_attempt(Database& database, const base::Id& one, const Attempt& attempt) {
  database.run(
      "insert into attempt (of_case, number, begun_at, by, on_behalf_of, done, text) values (?, ?, ?, ?, ?, 0, '')",
      one, attempt.number, attempt.begun_at, attempt.by, attempt.on_behalf_of);
}

void end_attempt(Database& database, const base::Id& one, const Attempt& attempt) {
  database.run("update attempt set ended_at = ?, done = ?, text = ?, proof = ? where of_case = ? and number = ?",
               attempt.ended_at, attempt.done, attempt.text, attempt.proof, one, attempt.number);
}

std::uint32_t count_failed(Database& database, const base::Id& one) {
  auto row =
      database.query("select count(*) from attempt where of_case = ? and ended_at is not null and done = 0", one);
  row.next();
  return small(row, 0);
}

std::vector<Attempt> attempts(Database& database, const base::Id& one, std::size_t limit) {
  std::vector<Attempt> found;
  auto row = database.query(
      "select number, begun_at, by, on_behalf_of, ended_at, done, text, proof from attempt where of_case = ? "
      "order by number desc limit ?",
      one, limit);
  while (row.next())
    found.push_back({small(row, 0), row.instant(1), row.optional_id(2), row.optional_id(3), row.optional_instant(4),
                     row.integer(5) != 0, row.text(6), row.optional_id(7)});
  std::ranges::reverse(found);
  return found;
}

}  // namespace siaga::store::user_id_case_table
