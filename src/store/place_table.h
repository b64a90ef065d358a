// Table place: named points (R23). Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/place.h"
#include "store/database.h"

#include <vector>

namespace siaga::store::place_table {

/// Of every unit, ordered by name.
std::vector<domain::Place> all(Database& database);
void insert(Database& database, const domain::Place& place);

}  // namespace siaga::store::place_table
