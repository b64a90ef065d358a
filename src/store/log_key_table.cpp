#include "store/log_key_table.h"

namespace siaga::store::log_key_table {

std::vector<std::string> all(Database& database) {
  std::vector<std::string> notes;
  auto row = database.query("select note from log_key order by number");
  while (row.next()) notes.push_back(row.text(0));
  return notes;
}

void insert(Database& database, std::string_view note) { database.run("insert into log_key (note) values (?)", note); }

}  // namespace siaga::store::log_key_table
