// What follows from reconciling an application (R39, field.md 10): its tables and its entries in the logbook, in one
// transaction. The reconciler does it for the hub, the desk for people, `siaga-hub application` without a hub.
// Thread: read_known on any Database; the others on the store thread, inside a job. Errors: StoreFailure.
#pragma once

#include "domain/reconciliation.h"
#include "hub/case_book.h"
#include "store/finding_table.h"

#include <cstdint>
#include <string>
#include <vector>

namespace siaga::hub::finding_book {

/// What an application's users come to against the logbook and the people, as of now.
struct Comparison {
  std::vector<domain::Finding> fresh;      ///< that nobody was told of
  std::vector<base::Id> gone;              ///< findings that are over
  std::vector<domain::Unlisted> unlisted;  ///< of known people
};
/// `begun_at`: when the application began to be read; what was closed since then is not held against it.
Comparison compare(store::Database& database, const base::Id& application,
                   const std::vector<domain::ApplicationUser>& users, base::Instant begun_at, base::Instant now);

/// The user ID is in the logbook from here on; false: it can't be (its name makes none, or was listed meanwhile).
bool list_user(store::Ledger& ledger, const base::Id& application, const domain::Unlisted& found);

/// Opens it, with what belongs to it: a case whose user ID came back to life is reopened, its use after the last
/// working day is told to the team leader. `by_mail`: a mail as well. `at`: the hub's clock.
void open(store::Ledger& ledger, const base::Id& application, const domain::Finding& finding, bool by_mail,
          base::Instant at);
void end(store::Ledger& ledger, const base::Id& finding, base::Instant at);

/// A case that takes care of it: the one that runs, the one that is reopened, or a new one, requested from the team
/// leader. `user`: of the finding's users. `day`: the last working day where none is known. Errors: conflict ("state":
/// it is accepted or over; "user_id": the ID is closed, or its name is somebody else's by now; "planned": a replacement
/// of that name isn't made yet), invalid.
base::Result<base::Id> take_up(store::Ledger& ledger, const case_book::Hand& hand, store::finding_table::Row row,
                               const domain::ApplicationUser& user, const base::Id& unit, base::Instant at);

/// An orphan gets into the logbook (R39), in `unit` where its application is everybody's.
store::Appended accept(store::Ledger& ledger, const case_book::Hand& hand, store::finding_table::Row row,
                       const std::string& reason, const base::Id& unit, base::Instant at);

/// Of the unit; where there is none (everybody's), of the first unit that isn't a part of another one.
std::string zone_for(store::Database& database, const base::Id& unit);
/// The day there. `at` may be the midnight that ends it: then it is the one that ended.
base::Day day_ended_by(base::Instant at, const std::string& zone);

}  // namespace siaga::hub::finding_book
