// Ending other people's sessions: an administrator's hand on a lost phone, or the hub's own machine.
// Thread: that of the ledger's database. Errors: those of the decision; StoreFailure is thrown.
#pragma once

#include "hub/directory_changes.h"
#include "store/session_table.h"

#include <optional>
#include <vector>

namespace siaga::hub {

/// Whose sessions and account somebody may see: those that they may end, and for an auditor those of every unit that
/// they audit. Errors: not_found, forbidden.
base::Result<domain::Person> find_to_read(store::Database& database, const Account& by, const base::Id& person,
                                          base::Instant at);
/// Whose sessions somebody may see and end: people of the units that they administer, whose roles are all theirs to
/// give. Errors: not_found, forbidden.
base::Result<domain::Person> find_with_sessions(store::Database& database, const Account& by, const base::Id& person,
                                                base::Instant at);

/// Closes one of a person's sessions (`which`), or all that are open; `but` stays: it is the one that asks. Each is
/// told. `actor`: nil for the hub's own machine; `by`: the version that the event names.
/// Errors: not_found, when `which` isn't open.
base::Result<std::vector<store::session_table::Row>> end_sessions(store::Ledger& ledger, const domain::Person& person,
                                                                  const base::Id& actor, const base::Id& by,
                                                                  const std::optional<base::Id>& which,
                                                                  const std::optional<base::Id>& but);

}  // namespace siaga::hub
