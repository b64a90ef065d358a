// Moves of people (R20) as decisions: planned, dropped, carried out; each is told.
// Thread: that of the ledger's database. Errors: those of the decision; StoreFailure is thrown.
#pragma once

#include "domain/person_move.h"
#include "hub/directory_changes.h"

#include <chrono>

namespace siaga::hub {

/// The same id again changes nothing. Errors: as of the directory; invalid ("day", "unit"), conflict ("move"),
/// forbidden ("above": it would end a role that isn't the planner's to take).
base::Result<directory_changes::Kept> plan_move(store::Ledger& ledger, const directory_changes::Doer& by,
                                                domain::PersonMove move, std::chrono::year_month_day day,
                                                base::Instant at);
/// One that is over already stays as it is. Errors: not_found, forbidden.
base::Result<void> drop_move(store::Ledger& ledger, const directory_changes::Doer& by, const base::Id& id);
/// Everybody whose day has begun by `at`, in the name of whoever planned it.
void carry_out_moves(store::Ledger& ledger, base::Instant at);

}  // namespace siaga::hub
