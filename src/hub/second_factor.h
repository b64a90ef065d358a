// What the second factor decides, on the ledger: whom it lets in, and that no code counts twice. Bad codes are results,
// not faults; who answers them slows guessing down (sign_in_throttle.h).
// Thread: the store thread (or start-up, for the offline command). Errors: StoreFailure; corrupt, field "key", when the
// hub's key isn't the one that the secret was sealed with.
#pragma once

#include "domain/second_factor.h"
#include "hub/account.h"
#include "hub/secret_box.h"
#include "store/store_thread.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::hub {

/// Of whom a second factor is asked; the standard where nobody has said.
domain::FactorPolicy second_factor_policy(store::Database& database);
/// Journals nothing (policy_changed is the caller's).
void set_second_factor_policy(store::Database& database, const domain::FactorPolicy& policy);

/// How somebody whose password was right may come in. `at`: the hub's clock, not the ledger's, which may stand while
/// the clock was set back. Errors: unauthenticated, field "code": missing, wrong or spent.
base::Result<domain::SecondFactor> pass_second_factor(store::Ledger& ledger, const SecretBox& box,
                                                      const Account& account, const std::optional<std::string>& code,
                                                      base::Instant at);

/// True when `typed` is the app's code or an unused recovery code of a person with a confirmed factor; it is spent
/// then.
base::Result<bool> spend_code(store::Ledger& ledger, const SecretBox& box, const domain::Person& person,
                              std::string_view typed, base::Instant at);

/// Ten new codes for paper, if `typed` is the code of what was begun. Errors: conflict, field "second_factor" (nothing
/// was begun, or it is confirmed); forbidden, field "code".
base::Result<std::vector<std::string>> confirm_second_factor(store::Ledger& ledger, const SecretBox& box,
                                                             const domain::Person& person, std::string_view typed,
                                                             base::Instant at);

/// Ten other ones in place of those that were kept; journaled as an enrolment, since what lets this person in is new.
std::vector<std::string> renew_recovery_codes(store::Ledger& ledger, const SecretBox& box,
                                              const domain::Person& person);

/// Journals it; what their sessions showed counts no longer. `actor` is nil for an administrator at the hub's machine.
/// False: there was none.
bool remove_second_factor(store::Ledger& ledger, const domain::Person& person, const base::Id& actor);
/// The same by another person, in a console.
bool remove_second_factor_by(store::Ledger& ledger, const domain::Person& person, const domain::Person& administrator);

}  // namespace siaga::hub
