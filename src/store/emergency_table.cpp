#include "store/emergency_table.h"

namespace siaga::store::emergency_table {

domain::EmergencyNumbers of_unit(Database& database, const domain::Unit& unit) {
  domain::EmergencyNumbers numbers;
  auto row = database.query("select label, number from emergency_number where unit = ? order by position", unit.id);
  while (row.next()) numbers.push_back({row.text(0), row.text(1)});
  return numbers.empty() ? domain::usual_numbers(unit.emergency) : numbers;
}

bool any(Database& database, const base::Id& unit) {
  return database.query("select 1 from emergency_number where unit = ? limit 1", unit).next();
}

void replace(Database& database, const base::Id& unit, const domain::EmergencyNumbers& numbers) {
  database.run("delete from emergency_number where unit = ?", unit);
  for (std::size_t at = 0; at < numbers.size(); ++at)
    database.run("insert into emergency_number (unit, position, label, number) values (?, ?, ?, ?)", unit, at,
                 std::string_view{numbers[at].label}, std::string_view{numbers[at].number});
}

}  // namespace siaga::store::emergency_table
