// Desk of other people's sessions: who may sees where somebody is signed in, and ends it.
// Thread: the session's executor; decisions on the store thread.
#pragma once

#include "hub/call.h"

namespace siaga::hub::person_sessions_desk {

Answer list(Call& call);  // GET /api/v1/people/{id}/sessions
Answer end(Call& call);   // POST /api/v1/people/{id}/end-sessions: one, or all but the one that asks

}  // namespace siaga::hub::person_sessions_desk
