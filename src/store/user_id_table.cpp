#include "store/user_id_table.h"

#include "domain/retention.h"
#include "store/unit_table.h"
#include "store/words.h"

namespace siaga::store::user_id_table {

namespace {

constexpr std::string_view columns =
    "select id, application, unit, user_name, agent, email, team, person, hired_on, state, listed_at, ended_at, "
    "replaces, replaced_by, seen_active, seen_active_at from user_id ";

std::optional<base::Day> day_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto day = base::parse_day(*text);
  if (!day) throw StoreFailure(base::Fault::corrupt, "no day: " + *text);
  return *day;
}

domain::UserIdState state_of(const std::string& word) {
  const auto state = domain::user_id_state(word);
  if (!state) throw StoreFailure(base::Fault::corrupt, "an unknown state of a user ID: " + word);
  return *state;
}

std::vector<domain::UserId> user_ids_of(Statement row) {
  std::vector<domain::UserId> found;
  while (row.next()) {
    domain::UserId one;
    one.id = row.id(0);
    one.application = row.id(1);
    one.unit = row.id(2);
    one.user_name = row.text(3);
    one.agent = row.text(4);
    one.email = row.text(5);
    one.team = row.text(6);
    one.person = row.optional_id(7);
    one.hired_on = day_of(row.optional_text(8));
    one.state = state_of(row.text(9));
    one.listed_at = row.instant(10);
    one.ended_at = row.optional_instant(11);
    one.replaces = row.optional_id(12);
    one.replaced_by = row.optional_id(13);
    one.seen_active = static_cast<std::uint64_t>(row.integer(14));
    one.seen_active_at = row.optional_instant(15);
    found.push_back(std::move(one));
  }
  return found;
}

std::optional<domain::UserId> first_of(std::vector<domain::UserId> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<std::string> text_of(const std::optional<base::Day>& day) {
  if (!day) return std::nullopt;
  return base::to_text(*day);
}

/// When its two years are over (R39), in the zone of its unit.
std::optional<base::Instant> keep_until(Database& database, const domain::UserId& one) {
  const bool is_over = one.state == domain::UserIdState::inactive || one.state == domain::UserIdState::dropped;
  if (!one.ended_at || !is_over) return std::nullopt;
  const auto unit = unit_table::find(database, one.unit);
  return domain::kept_until(*one.ended_at, unit ? unit->zone : "UTC");
}

/// For LIKE: what somebody types isn't a pattern.
std::string pattern_of(std::string_view prefix) {
  std::string pattern;
  for (const char c : prefix) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + '%';
}

}  // namespace

std::optional<domain::UserId> find(Database& database, const base::Id& id) {
  return first_of(user_ids_of(database.query(std::string{columns} + "where id = ?", id)));
}

void insert(Database& database, const domain::UserId& one) {
  database.run(
      "insert into user_id (id, application, unit, user_name, agent, email, team, person, hired_on, state, listed_at, "
      "ended_at, replaces, replaced_by, seen_active, seen_active_at, keep_until) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      one.id, one.application, one.unit, one.user_name, one.agent, one.email, one.team, one.person,
      text_of(one.hired_on), domain::name_of(one.state), one.listed_at, one.ended_at, one.replaces, one.replaced_by,
      one.seen_active, one.seen_active_at, keep_until(database, one));
}

void update(Database& database, const domain::UserId& one) {
  database.run(
      "update user_id set unit = ?, user_name = ?, agent = ?, email = ?, team = ?, person = ?, hired_on = ?, state = "
      "?, listed_at = ?, ended_at = ?, replaces = ?, replaced_by = ?, seen_active = ?, seen_active_at = ?, "
      "keep_until = ? where id = ?",
      one.unit, one.user_name, one.agent, one.email, one.team, one.person, text_of(one.hired_on),
      domain::name_of(one.state), one.listed_at, one.ended_at, one.replaces, one.replaced_by, one.seen_active,
      one.seen_active_at, keep_until(database, one), one.id);
}

std::optional<domain::UserId> of_name(Database& database, const domain::UserId& user_id) {
  return first_of(user_ids_of(database.query(
      std::string{columns} +
          "where application = ? and user_name = ? collate nocase and state in ('planned', 'active') and id <> ?",
      user_id.application, user_id.user_name, user_id.id)));
}

std::optional<domain::UserId> of_email(Database& database, const domain::UserId& user_id) {
  return first_of(user_ids_of(database.query(
      std::string{columns} +
          "where application = ? and email = ? collate nocase and state in ('planned', 'active') and id <> ?",
      user_id.application, user_id.email, user_id.id)));
}

std::vector<domain::UserId> all_of_name(Database& database, const base::Id& application, std::string_view user_name) {
  return user_ids_of(
      database.query(std::string{columns} +
                         "where application = ? and user_name = ? collate nocase and state <> 'dropped' order by id",
                     application, user_name));
}

std::vector<domain::UserId> search(Database& database, const Search& wish, std::size_t limit) {
  std::string sql{columns};
  sql +=
      "where (user_name like ?1 escape '\\' or agent like ?1 escape '\\' or email like ?1 escape '\\') "
      "and (?2 is null or application = ?2) and (?3 is null or instr(?3, hex(unit)) > 0) "
      "and state in ('active', 'inactive') and user_name <> '' order by user_name collate nocase, id limit ?4";
  return user_ids_of(database.query(sql, pattern_of(wish.prefix), wish.application, listed(wish.units), limit));
}

}  // namespace siaga::store::user_id_table
