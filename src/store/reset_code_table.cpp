#include "store/reset_code_table.h"

#include <span>

namespace siaga::store::reset_code_table {

namespace {
std::int64_t number_of(AskedBy who) { return static_cast<std::int64_t>(who); }
}  // namespace

void insert(Database& database, const Row& row) {
  database.run(
      "insert into reset_code (id, person, salt, hash, created_at, expires_at, tries, known, peer) "
      "values (?, ?, ?, ?, ?, ?, 0, ?, ?)",
      row.id, row.person, std::span<const std::uint8_t>{row.salt}, std::span<const std::uint8_t>{row.hash},
      row.created_at, row.expires_at, number_of(row.asked_by), std::string_view{row.peer});
}

std::optional<Row> find_live(Database& database, const base::Id& person, AskedBy who, base::Instant now) {
  auto row = database.query(
      "select id, person, salt, hash, created_at, expires_at, tries, peer from reset_code "
      "where person = ? and known = ? and used_at is null and expires_at > ?",
      person, number_of(who), now);
  if (!row.next()) return std::nullopt;
  return Row{row.id(0),      row.optional_id(1), row.blob(2), row.sha256(3), row.instant(4),
             row.instant(5), row.integer(6),     who,         row.text(7)};
}

std::int64_t count(Database& database, const base::Id& person, AskedBy who, base::Instant after) {
  auto row = database.query("select count(*) from reset_code where person = ? and known = ? and created_at > ?", person,
                            number_of(who), after);
  row.next();
  return row.integer(0);
}

std::int64_t count_from(Database& database, const base::Id& person, std::string_view peer, base::Instant after) {
  auto row =
      database.query("select count(*) from reset_code where person = ? and known = 0 and peer = ? and created_at > ?",
                     person, peer, after);
  row.next();
  return row.integer(0);
}

void count_wrong(Database& database, const base::Id& id) {
  database.run("update reset_code set tries = tries + 1 where id = ?", id);
}

void mark_used(Database& database, const base::Id& id, base::Instant at) {
  database.run("update reset_code set used_at = ? where id = ?", at, id);
}

void end_live(Database& database, const base::Id& person, AskedBy who, base::Instant now) {
  database.run(
      "update reset_code set expires_at = ? where person = ? and known = ? and used_at is null and expires_at > ?", now,
      person, number_of(who), now);
}

void end_of_person(Database& database, const base::Id& person, base::Instant now) {
  using enum AskedBy;
  for (const auto who : {anybody, known_console, administrator}) end_live(database, person, who, now);
}

void forget(Database& database, base::Instant before) {
  database.run("delete from reset_code where created_at < ?", before);
}

}  // namespace siaga::store::reset_code_table
