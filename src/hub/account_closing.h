// Closing an account and opening it again, as decisions: nobody signs in with a closed one, and it holds no role; what
// its person did stays under their name.
// Thread: that of the ledger's database. Errors: as of find_with_sessions; forbidden (`field` "self": one's own);
// conflict ("last_administrator"); StoreFailure is thrown.
#pragma once

#include "hub/directory_changes.h"
#include "hub/end_sessions.h"

#include <vector>

namespace siaga::hub {

/// Held at this moment, or to come; one that was ended before it began isn't.
bool goes_on(const domain::Grant& grant, base::Instant at);

/// Somebody whose account `by` may administer, and who isn't themself.
base::Result<domain::Person> find_other_account(store::Database& database, const Account& by, const base::Id& person,
                                                base::Instant at);

/// Roles held or to come end, planned moves are dropped, codes serve no more, sessions end: these. Closing again
/// changes nothing.
base::Result<std::vector<store::session_table::Row>> close_account(store::Ledger& ledger,
                                                                   const directory_changes::Doer& by,
                                                                   const base::Id& person, base::Instant at);
/// They sign in as before; the roles that ended stay ended. One that is open stays as it is.
base::Result<void> open_account(store::Ledger& ledger, const directory_changes::Doer& by, const base::Id& person,
                                base::Instant at);

}  // namespace siaga::hub
