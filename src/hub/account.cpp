#include "hub/account.h"

#include "hub/second_factor.h"
#include "store/grant_table.h"
#include "store/journal.h"
#include "store/person_table.h"
#include "store/unit_table.h"

namespace siaga::hub {

AccountPtr load_account(store::Database& database, const base::Id& person, base::Instant now) {
  auto found = store::person_table::find(database, person);
  if (!found) return nullptr;
  auto grants = store::grant_table::of_person(database, person);
  // A clock that was set back takes no role from whoever had it already: nobody can be called at 3 a.m. to repair it.
  const auto seen = store::journal_time(database);
  for (auto& grant : grants)
    if (grant.from > now && grant.from <= seen) grant.from = now;
  const auto tree = store::unit_table::all(database);
  Account account{std::move(*found), domain::Standing{grants, tree, now}};
  account.has_factor = store::second_factor_table::is_confirmed(database, person);
  account.asks_factor = must_have_second_factor(database, account.standing);
  return std::make_shared<const Account>(std::move(account));
}

}  // namespace siaga::hub
