// The first unit and the first person of a hub that knows nobody, made with the code that it printed at its start.
// From then on both addresses are as if they had never been. Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::first_start_desk {

Answer look(Call& call);   // GET /api/v1/first-start
Answer begin(Call& call);  // POST /api/v1/first-start

}  // namespace siaga::hub::first_start_desk
