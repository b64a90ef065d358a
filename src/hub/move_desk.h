// Desk of moves between units from a day on (R20). Thread: the session's executor; decisions on the store thread.
#pragma once

#include "hub/call.h"

namespace siaga::hub::move_desk {

Answer plan(Call& call);  // PUT /api/v1/moves/{id}
Answer drop(Call& call);  // DELETE /api/v1/moves/{id}

}  // namespace siaga::hub::move_desk
