// Who is let through: the gate asks whether somebody may do a thing anywhere, the desks whether they may do it where it
// happened. What isn't for somebody's eyes is answered like what doesn't exist.
// Thread: pass_gate on the session's executor; the others on the thread of the Database.
#pragma once

#include "hub/call.h"
#include "hub/routes.h"

namespace siaga::hub {

/// Fills call.session and call.account. Errors: unauthenticated, forbidden (field "second_factor": enrol first),
/// not_found (metrics from afar), too_many (requests of this session), unavailable.
asio::awaitable<base::Result<void>> pass_gate(Gate gate, Call& call);

/// The gate once more, on the ledger: who decides is who they are now, and not when their request began, whose body may
/// have taken minutes. `at`: the hub's clock, by which roles begin and end; the journal's may be ahead of it.
/// Errors: unauthenticated (the session has ended meanwhile), forbidden.
base::Result<AccountPtr> account_now(store::Ledger& ledger, const std::shared_ptr<Session>& session, base::Instant at,
                                     Gate gate = {});

/// The SOS if somebody may do `action` in its unit. Errors: not_found when they may not even read it there, forbidden.
base::Result<domain::Sos> sos_for_desk(store::Database& database, const Account& account, const base::Id& id,
                                       domain::Action action = domain::Action::read_sos);
/// The SOS if they raised it. Errors: not_found.
base::Result<domain::Sos> sos_of_reporter(store::Database& database, const domain::Person& person, const base::Id& id);
/// The SOS if they raised it or may read it. Errors: not_found.
base::Result<domain::Sos> sos_for_either(store::Database& database, const Account& account, const base::Id& id);

}  // namespace siaga::hub
