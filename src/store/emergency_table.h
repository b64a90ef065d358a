// Table emergency_number: whom units call, in their order; no rows where nobody has said.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/emergency.h"
#include "domain/person.h"
#include "store/database.h"

namespace siaga::store::emergency_table {

/// The usual ones where nobody has said others.
domain::EmergencyNumbers of_unit(Database& database, const domain::Unit& unit);
/// Whether somebody has said which.
bool any(Database& database, const base::Id& unit);
void replace(Database& database, const base::Id& unit, const domain::EmergencyNumbers& numbers);

}  // namespace siaga::store::emergency_table
