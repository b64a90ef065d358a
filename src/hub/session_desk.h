// Signing in and out (R29). Wrong passwords and unknown users get the same sentence after the same time; guessing is
// slowed down per account and per address. The code of a second factor is asked for only when the password was right.
// Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::session_desk {

Answer open(Call& call);     // POST /api/v1/sessions
Answer current(Call& call);  // GET /api/v1/sessions/current
Answer close(Call& call);    // DELETE /api/v1/sessions/current
Answer list(Call& call);     // GET /api/v1/sessions: one's own
Answer end(Call& call);      // DELETE /api/v1/sessions/{id}: one's own

}  // namespace siaga::hub::session_desk
