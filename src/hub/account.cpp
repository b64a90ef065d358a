#include "hub/account.h"

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
  return std::make_shared<const Account>(Account{std::move(*found), domain::Standing{grants, tree, now}});
}

}  // namespace siaga::hub
