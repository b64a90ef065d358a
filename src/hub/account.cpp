#include "hub/account.h"

#include "hub/second_factor.h"
#include "store/grant_table.h"
#include "store/journal.h"
#include "store/person_table.h"
#include "store/second_factor_table.h"
#include "store/unit_table.h"

#include <algorithm>
#include <iterator>

namespace siaga::hub {

domain::SecondFactor Account::factor() const {
  if (showed_factor) return domain::SecondFactor::active;
  const bool has_desk = standing.may(domain::Action::follow_feed);
  return waiting.empty() || has_desk ? domain::SecondFactor::none : domain::SecondFactor::needed;
}

AccountPtr load_account(store::Database& database, const base::Id& person, base::Instant now, Credential shown) {
  auto found = store::person_table::find(database, person);
  if (!found) return nullptr;
  auto grants = store::grant_table::of_person(database, person);
  // A clock that was set back takes no role from whoever had it already: nobody can be called at 3 a.m. to repair it.
  const auto seen = store::journal_time(database);
  for (auto& grant : grants)
    if (grant.from > now && grant.from <= seen) grant.from = now;
  const auto tree = store::unit_table::all(database);
  Account account;
  account.person = std::move(*found);
  account.whole = domain::Standing{grants, tree, now};
  account.has_factor = store::second_factor_table::is_confirmed(database, person);
  account.showed_factor = shown == Credential::factor && account.has_factor;
  if (shown != Credential::none && !account.showed_factor) {
    const auto waits = [policy = second_factor_policy(database)](const domain::Grant& grant) {
      return policy.asks(grant.role);
    };
    std::ranges::copy_if(grants, std::back_inserter(account.waiting),
                         [&](const domain::Grant& grant) { return waits(grant) && domain::is_held(grant, now); });
    std::erase_if(grants, waits);
  }
  account.standing = account.waiting.empty() ? account.whole : domain::Standing{grants, tree, now};
  return std::make_shared<const Account>(std::move(account));
}

}  // namespace siaga::hub
