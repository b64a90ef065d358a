// Table position: where officers are now. Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/position.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace siaga::store::position_table {

struct Row {
  base::Id person;
  base::Id unit;  ///< the person's, today
  domain::Position position;
};

/// Keeps the newer one by the phone's clock; true when that is `position`.
bool report(Database& database, const base::Id& person, const domain::Position& position);
std::vector<Row> all(Database& database);

}  // namespace siaga::store::position_table
