// Where officers are: the newest position goes to the table and, unsequenced, to the feed; during an SOS of theirs the
// track is journaled, at most every 5 s an alarm (design.md §2). Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::position_desk {

Answer report(Call& call);  // POST /api/v1/positions

}  // namespace siaga::hub::position_desk
