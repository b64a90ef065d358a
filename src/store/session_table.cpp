#include "store/session_table.h"

#include "store/words.h"

#include <span>

namespace siaga::store::session_table {

namespace {
std::span<const std::uint8_t> bytes_of(const base::Sha256& hash) { return hash; }

constexpr const char* columns =
    "select token_hash, person, console, opened_at, expires_at, id, peer, used_at, second_factor, "
    "alarms_only_at is not null from session ";

Row row_of(const Statement& row) {
  return Row{row.sha256(0),      row.id(1),      row.text(2),
             row.instant(3),     row.instant(4), row.id(5),
             row.text(6),        row.instant(7), second_factor_of(row.text(8)),
             row.integer(9) != 0};
}
}  // namespace

std::optional<Row> find_open(Database& database, const base::Sha256& token_hash, base::Instant now) {
  auto row = database.query(std::string{columns} + "where token_hash = ? and closed_at is null and expires_at > ?",
                            bytes_of(token_hash), now);
  if (!row.next()) return std::nullopt;
  return row_of(row);
}

std::optional<bool> was_closed(Database& database, const base::Sha256& token_hash) {
  auto row = database.query("select closed_at is not null from session where token_hash = ?", bytes_of(token_hash));
  if (!row.next()) return std::nullopt;
  return row.integer(0) != 0;
}

std::vector<Row> of_person(Database& database, const base::Id& person, base::Instant now) {
  std::vector<Row> rows;
  auto row = database.query(
      std::string{columns} + "where person = ? and closed_at is null and expires_at > ? order by used_at desc", person,
      now);
  while (row.next()) rows.push_back(row_of(row));
  return rows;
}

void insert(Database& database, const Row& row) {
  database.run(
      "insert into session (token_hash, person, console, opened_at, expires_at, id, peer, used_at, second_factor) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      bytes_of(row.token_hash), row.person, std::string_view{row.console}, row.opened_at, row.expires_at, row.id,
      std::string_view{row.peer}, row.used_at, word_of(row.second_factor));
}

void mark_used(Database& database, const base::Sha256& token_hash, base::Instant at) {
  database.run("update session set used_at = max(used_at, ?) where token_hash = ?", at, bytes_of(token_hash));
}

void set_second_factor(Database& database, const base::Sha256& token_hash, domain::SecondFactor state) {
  database.run("update session set second_factor = ? where token_hash = ?", word_of(state), bytes_of(token_hash));
}

bool showed_factor(Database& database, const base::Sha256& token_hash) {
  auto row = database.query("select second_factor from session where token_hash = ?", bytes_of(token_hash));
  return row.next() && second_factor_of(row.text(0)) == domain::SecondFactor::active;
}

void forget_factor(Database& database, const base::Id& person) {
  database.run("update session set second_factor = ? where person = ? and second_factor = ?",
               word_of(domain::SecondFactor::none), person, word_of(domain::SecondFactor::active));
}

bool narrow(Database& database, const base::Sha256& token_hash, base::Instant now) {
  return database.run(
             "update session set alarms_only_at = ? where token_hash = ? and closed_at is null and "
             "alarms_only_at is null",
             now, bytes_of(token_hash)) > 0;
}

bool close(Database& database, const base::Sha256& token_hash, base::Instant now) {
  return database.run("update session set closed_at = ? where token_hash = ? and closed_at is null and expires_at > ?",
                      now, bytes_of(token_hash), now) > 0;
}

std::vector<Row> close_of_person(Database& database, const base::Id& person, base::Instant now) {
  auto rows = of_person(database, person, now);
  database.run("update session set closed_at = ? where person = ? and closed_at is null", now, person);
  return rows;
}

void forget_ended(Database& database, base::Instant before) {
  database.run("delete from session where expires_at < ? or closed_at < ?", before, before);
}

}  // namespace siaga::store::session_table
