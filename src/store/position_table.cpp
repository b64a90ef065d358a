#include "store/position_table.h"

namespace siaga::store::position_table {

bool report(Database& database, const base::Id& person, const domain::Position& position) {
  return database.run(
             "insert into position (person, lat, lon, accuracy_m, at) values (?, ?, ?, ?, ?) "
             "on conflict (person) do update set lat = excluded.lat, lon = excluded.lon, "
             "accuracy_m = excluded.accuracy_m, at = excluded.at where excluded.at > position.at",
             person, position.lat, position.lon, position.accuracy_m, position.at) > 0;
}

std::vector<Row> all(Database& database) {
  std::vector<Row> rows;
  auto row = database.query(
      "select o.person, v.unit, o.lat, o.lon, o.accuracy_m, o.at from position o "
      "join person p on p.id = o.person join person_version v on v.version = p.version");
  while (row.next()) {
    const domain::Position position{row.real(2), row.real(3), row.real(4), row.instant(5)};
    rows.push_back({row.id(0), row.id(1), position});
  }
  return rows;
}

}  // namespace siaga::store::position_table
