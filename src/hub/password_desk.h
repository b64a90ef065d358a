// The forgotten password as people without a session ask for it (R30). Slowed down per account and per address, apart
// from signing in: asking for codes in somebody's name can't keep them from their desk.
// Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::password_desk {

Answer options(Call& call);  // GET /api/v1/sign-in-options
Answer request(Call& call);  // POST /api/v1/password-resets
Answer confirm(Call& call);  // POST /api/v1/password-resets/confirm

}  // namespace siaga::hub::password_desk
