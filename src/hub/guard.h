// Who is let through: the only calls of domain::may and domain::sees_unit on the way in (the feed filters by the
// latter). What isn't for somebody's eyes is answered like what doesn't exist.
// Thread: pass_gate on the session's executor; the others on the thread of the Database.
#pragma once

#include "hub/call.h"
#include "hub/routes.h"

namespace siaga::hub {

/// Fills call.session. Errors: unauthenticated, forbidden, not_found (metrics from afar), unavailable.
asio::awaitable<base::Result<void>> pass_gate(Gate gate, Call& call);

/// The SOS if the person watches the desk that it belongs to. Errors: not_found.
base::Result<domain::Sos> sos_for_desk(store::Database& database, const domain::Person& person, const base::Id& id);
/// The SOS if the person raised it. Errors: not_found.
base::Result<domain::Sos> sos_of_reporter(store::Database& database, const domain::Person& person, const base::Id& id);
/// Either of both.
base::Result<domain::Sos> sos_for_either(store::Database& database, const domain::Person& person, const base::Id& id);

/// The unit to narrow a query to; nothing: this person sees all.
std::optional<base::Id> only_unit(const domain::Person& person);

}  // namespace siaga::hub
