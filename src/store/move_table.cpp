#include "store/move_table.h"

namespace siaga::store::move_table {

namespace {

constexpr std::string_view move_columns = "select id, person, unit, at, planned_by from planned_move ";

std::vector<domain::PersonMove> moves_of(Statement row) {
  std::vector<domain::PersonMove> moves;
  while (row.next()) moves.push_back({row.id(0), row.id(1), row.id(2), row.instant(3), row.id(4)});
  return moves;
}

std::string select_moves(std::string_view where) { return std::string{move_columns}.append(where); }

}  // namespace

std::optional<domain::PersonMove> find(Database& database, const base::Id& id) {
  const auto found = moves_of(database.query(select_moves("where id = ?"), id));
  if (found.empty()) return std::nullopt;
  return found.front();
}

bool is_to_come(Database& database, const base::Id& id) {
  return database.query("select 1 from planned_move where id = ? and ended_at is null", id).next();
}

std::vector<domain::PersonMove> of_person(Database& database, const base::Id& person) {
  return moves_of(database.query(select_moves("where person = ? and ended_at is null order by at"), person));
}

std::vector<domain::PersonMove> due(Database& database, base::Instant now) {
  return moves_of(database.query(select_moves("where ended_at is null and at <= ? order by at, id"), now));
}

std::vector<base::Id> later_grants(Database& database, const base::Id& id) {
  std::vector<base::Id> grants;
  auto row = database.query(
      "select role_grant.id from planned_move join role_grant on role_grant.person = planned_move.person "
      "where planned_move.id = ? and given_at > planned_at",
      id);
  while (row.next()) grants.push_back(row.id(0));
  return grants;
}

std::optional<base::Instant> next_at(Database& database) {
  auto row = database.query("select min(at) from planned_move where ended_at is null");
  if (!row.next()) return std::nullopt;
  return row.optional_instant(0);
}

void insert(Database& database, const domain::PersonMove& move, const base::Id& planned_by_version, base::Instant now) {
  database.run(
      "insert into planned_move (id, person, unit, at, planned_by, planned_by_version, planned_at) "
      "values (?, ?, ?, ?, ?, ?, ?)",
      move.id, move.person, move.unit, move.at, move.planned_by, planned_by_version, now);
}

void end(Database& database, const base::Id& id, base::Instant at, std::string_view how) {
  database.run("update planned_move set ended_at = ?, end = ? where id = ? and ended_at is null", at, how, id);
}

}  // namespace siaga::store::move_table
