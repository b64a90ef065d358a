#include "store/first_password_table.h"

namespace siaga::store::first_password_table {

std::optional<Row> find(Database& database, const base::Id& of_case) {
  auto row = database.query("select of_case, reader, sealed, made_at from first_password where of_case = ?", of_case);
  if (!row.next()) return std::nullopt;
  return Row{row.id(0), row.id(1), row.blob(2), row.instant(3)};
}

void insert(Database& database, const Row& row) {
  database.run("insert or replace into first_password (of_case, reader, sealed, made_at) values (?, ?, ?, ?)",
               row.of_case, row.reader, std::span<const std::uint8_t>{row.sealed}, row.made_at);
}

void forget(Database& database, const base::Id& of_case) {
  database.run("delete from first_password where of_case = ?", of_case);
}

std::int64_t forget_until(Database& database, base::Instant before) {
  return database.run("delete from first_password where made_at <= ?", before);
}

bool any_until(Database& database, base::Instant before) {
  return database.query("select 1 from first_password where made_at <= ? limit 1", before).next();
}

}  // namespace siaga::store::first_password_table
