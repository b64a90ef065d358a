// What lies open in somebody's hands, counted: for who is about to close their account.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "store/database.h"

#include <cstdint>

namespace siaga::store {

struct Duties {
  std::uint64_t alarms = 0;  ///< that they own and nobody has closed
  std::uint64_t orders = 0;  ///< of theirs to deactivate or create a user ID, not carried out yet: they lapse (R42)
};
Duties duties_of(Database& database, const base::Id& person);

}  // namespace siaga::store
