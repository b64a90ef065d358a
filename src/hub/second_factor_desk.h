// A person's own second factor: enrol, confirm, remove, and codes for paper anew. The password is asked again, since a
// desk may stand open; wrong passwords and codes are slowed down like those at signing in. Thread: the session's
// executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::second_factor_desk {

Answer begin(Call& call);        // POST /api/v1/second-factor
Answer confirm(Call& call);      // POST /api/v1/second-factor/confirm
Answer remove(Call& call);       // POST /api/v1/second-factor/remove
Answer renew_codes(Call& call);  // POST /api/v1/second-factor/recovery-codes

}  // namespace siaga::hub::second_factor_desk
