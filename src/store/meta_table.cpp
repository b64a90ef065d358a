#include "store/meta_table.h"

namespace siaga::store::meta_table {

std::optional<std::string> find(Database& database, std::string_view key) {
  auto row = database.query("select value from meta where key = ?", key);
  if (!row.next()) return std::nullopt;
  return row.text(0);
}

void set(Database& database, std::string_view key, std::string_view value) {
  database.run("insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
               key, value);
}

}  // namespace siaga::store::meta_table
