#include "store/unit_table.h"

namespace siaga::store::unit_table {

namespace {
domain::Unit unit_of(const Statement& row) {
  return {row.id(0), row.text(1), row.text(2), row.text(3), row.optional_id(4)};
}
}  // namespace

std::optional<domain::Unit> find(Database& database, const base::Id& id) {
  auto row = database.query("select id, name, zone, emergency, parent from unit where id = ?", id);
  if (!row.next()) return std::nullopt;
  return unit_of(row);
}

std::vector<domain::Unit> all(Database& database) {
  std::vector<domain::Unit> units;
  auto row = database.query("select id, name, zone, emergency, parent from unit order by name");
  while (row.next()) units.push_back(unit_of(row));
  return units;
}

void insert(Database& database, const domain::Unit& unit) {
  database.run("insert into unit (id, name, zone, emergency, parent) values (?, ?, ?, ?, ?)", unit.id,
               std::string_view{unit.name}, std::string_view{unit.zone}, std::string_view{unit.emergency}, unit.parent);
}

void update(Database& database, const domain::Unit& unit) {
  database.run("update unit set name = ?, zone = ?, emergency = ?, parent = ? where id = ?",
               std::string_view{unit.name}, std::string_view{unit.zone}, std::string_view{unit.emergency}, unit.parent,
               unit.id);
}

}  // namespace siaga::store::unit_table
