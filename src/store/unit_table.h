// Table unit. Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/person.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace siaga::store::unit_table {

std::optional<domain::Unit> find(Database& database, const base::Id& id);
/// Ordered by name.
std::vector<domain::Unit> all(Database& database);
void insert(Database& database, const domain::Unit& unit);
void update(Database& database, const domain::Unit& unit);

}  // namespace siaga::store::unit_table
