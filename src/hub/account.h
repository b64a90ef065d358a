// Somebody as of today: their particulars, and what their roles come to, in a session or without one. Never changed
// once made.
// Thread: load on that of the Database; the value from any.
#pragma once

#include "domain/access.h"
#include "domain/second_factor.h"
#include "store/database.h"

#include <memory>
#include <vector>

namespace siaga::hub {

struct Account {
  domain::Person person;
  domain::Standing standing;           ///< of the roles that count
  domain::Standing whole;              ///< of all of them: for alarms, before which no second factor stands
  std::vector<domain::Grant> waiting;  ///< held, and without effect until a second factor is shown
  bool has_factor = false;             ///< signing in takes a code, too
  bool showed_factor = false;          ///< and it was shown

  /// needed: roles wait for one, and those that count give no desk.
  domain::SecondFactor factor() const;
};
using AccountPtr = std::shared_ptr<const Account>;

/// What somebody has shown, and which of their roles therefore count.
enum class Credential {
  none,      ///< all: nobody is at a console, the hub acts on somebody's behalf
  password,  ///< those that the organisation asks no second factor of (hub/second_factor.h)
  factor,    ///< all, of somebody who still has a factor; without one as by a password
};
/// Null when there is nobody of that id. Throws StoreFailure.
AccountPtr load_account(store::Database& database, const base::Id& person, base::Instant now,
                        Credential shown = Credential::none);

}  // namespace siaga::hub
