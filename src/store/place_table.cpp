#include "store/place_table.h"

namespace siaga::store::place_table {

std::vector<domain::Place> all(Database& database) {
  std::vector<domain::Place> places;
  auto row = database.query("select id, unit, name, lat, lon, radius_m from place order by name");
  while (row.next()) places.push_back({row.id(0), row.id(1), row.text(2), row.real(3), row.real(4), row.real(5)});
  return places;
}

void insert(Database& database, const domain::Place& place) {
  database.run("insert into place (id, unit, name, lat, lon, radius_m) values (?, ?, ?, ?, ?, ?)", place.id, place.unit,
               std::string_view{place.name}, place.lat, place.lon, place.radius_m);
}

}  // namespace siaga::store::place_table
