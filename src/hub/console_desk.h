// What consoles journal about themselves: a muted siren, and a person who has seen "mungkin hilang".
// Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::console_desk {

Answer mute(Call& call);          // POST /api/v1/consoles/mute
Answer unmute(Call& call);        // POST /api/v1/consoles/unmute
Answer confirm_loss(Call& call);  // POST /api/v1/losses

}  // namespace siaga::hub::console_desk
