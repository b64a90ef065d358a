// Desk of the emergency numbers of units: who works at a desk, or may be in danger, sees them; administrators of units
// change them. Thread: the session's executor; decisions on the store thread.
#pragma once

#include "hub/call.h"

namespace siaga::hub::emergency_desk {

Answer list(Call& call);  // GET /api/v1/emergency-numbers: of one's own unit, and of those that one watches
Answer put(Call& call);   // PUT /api/v1/units/{id}/emergency-numbers

}  // namespace siaga::hub::emergency_desk
