#include "store/command_table.h"

namespace siaga::store::command_table {

std::optional<Row> find(Database& database, const base::Id& id) {
  auto row = database.query("select id, person, kind, subject, seq, at from command where id = ?", id);
  if (!row.next()) return std::nullopt;
  const Appended receipt{static_cast<std::uint64_t>(row.integer(4)), row.instant(5)};
  return Row{row.id(0), row.id(1), row.text(2), row.id(3), receipt};
}

void insert(Database& database, const Row& row) {
  database.run("insert into command (id, person, kind, subject, seq, at) values (?, ?, ?, ?, ?, ?)", row.id, row.person,
               std::string_view{row.kind}, row.subject, row.receipt.seq, row.receipt.at);
}

}  // namespace siaga::store::command_table
