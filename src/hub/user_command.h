// `siaga-hub user add`, `user passwd`, `user second-factor` and `user sessions`: the first people of a new hub, and who
// lost a phone; while the hub isn't running. Thread: start-up.
#pragma once

#include "base/clock.h"
#include "domain/person.h"
#include "domain/role.h"
#include "hub/password.h"
#include "hub/password_rules.h"
#include "store/database.h"
#include "store/session_table.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::hub {

struct NewUser {
  domain::Person person;  ///< without ids
  domain::Role role = domain::Role::officer;
  bool everywhere = false;  ///< the role counts in every unit, not in their own alone
  std::string unit_name;    ///< made, in Asia/Jakarta, when there is none of that name
  std::string password;
};

/// Journaled: the person, their role and a new unit. Errors: invalid (no name, no login, an odd one, a password against
/// the rules), conflict (e-mail or NRP is somebody's).
base::Result<void> add_user(store::Database& database, const base::Clock& clock, const PasswordRules& rules,
                            NewUser user);
/// The first password, or another one; every session of theirs ends; journaled. Errors: not_found, invalid.
base::Result<void> change_password(store::Database& database, const base::Clock& clock, const PasswordRules& rules,
                                   const std::string& login, const std::string& password);
/// What the organisation asks of passwords; journaled. Errors: as set_password_cost.
base::Result<void> change_password_cost(store::Database& database, const base::Clock& clock, const PasswordCost& cost);
/// Which roles must have a second factor: "on" (those that decide about alarms, accounts and rights), "all", "off",
/// or names of roles with commas between them; journaled. Errors: invalid, field "policy".
base::Result<void> change_second_factor_policy(store::Database& database, const base::Clock& clock,
                                               const std::string& policy);

/// Somebody has lost phone and recovery codes: journaled, every session of theirs ends, and the next sign-in asks them
/// to enrol if their role needs it. Errors: not_found (nobody has this login, or no second factor).
base::Result<void> remove_second_factor_of(store::Database& database, const base::Clock& clock,
                                           const std::string& login);

/// Where somebody is signed in, the session used last first. Errors: not_found.
base::Result<std::vector<store::session_table::Row>> sessions_of(store::Database& database, const std::string& login,
                                                                 base::Instant now);
/// Ends one of them (`which`) or all; journaled. How many. Errors: not_found.
base::Result<std::size_t> end_sessions_of(store::Database& database, const base::Clock& clock, const std::string& login,
                                          const std::optional<base::Id>& which);

}  // namespace siaga::hub
