// One's own account: the password asked again by a locked screen, or changed; and who looked at one's record.
// Thread: the session's executor; decisions on the store thread.
#pragma once

#include "hub/call.h"

namespace siaga::hub::account_desk {

Answer confirm(Call& call);          // POST /api/v1/sessions/current/confirm
Answer change_password(Call& call);  // POST /api/v1/password: every other session of this person ends
Answer looks(Call& call);            // GET /api/v1/profile/views

}  // namespace siaga::hub::account_desk
