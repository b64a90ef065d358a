// Somebody as of today: their particulars, and what their roles come to. Never changed once made.
// Thread: load on that of the Database; the value from any.
#pragma once

#include "domain/access.h"
#include "store/database.h"

#include <memory>
#include <optional>

namespace siaga::hub {

struct Account {
  domain::Person person;
  domain::Standing standing;
  bool has_factor = false;   ///< signing in takes a code, too
  bool asks_factor = false;  ///< their roles must have one (hub/second_factor.h)
};
using AccountPtr = std::shared_ptr<const Account>;

/// Null when there is nobody of that id. Throws StoreFailure.
AccountPtr load_account(store::Database& database, const base::Id& person, base::Instant now);

}  // namespace siaga::hub
