// Table closed_account: who can't sign in any more.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "base/clock.h"
#include "store/database.h"

#include <optional>

namespace siaga::store::closed_account_table {

/// Nothing while it is open.
std::optional<base::Instant> closed_at(Database& database, const base::Id& person);
/// One that is closed stays as it is.
void close(Database& database, const base::Id& person, base::Instant at);
void open(Database& database, const base::Id& person);

}  // namespace siaga::store::closed_account_table
