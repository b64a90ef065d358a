#include "store/closed_account_table.h"

namespace siaga::store::closed_account_table {

std::optional<base::Instant> closed_at(Database& database, const base::Id& person) {
  auto row = database.query("select closed_at from closed_account where person = ?", person);
  if (!row.next()) return std::nullopt;
  return row.instant(0);
}

void close(Database& database, const base::Id& person, base::Instant at) {
  database.run("insert into closed_account (person, closed_at) values (?, ?) on conflict do nothing", person, at);
}

void open(Database& database, const base::Id& person) {
  database.run("delete from closed_account where person = ?", person);
}

}  // namespace siaga::store::closed_account_table
