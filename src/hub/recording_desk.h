// The bytes of a recording, while it grows and afterwards: Range, and Prefer: wait at the growing end.
// Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::recording_desk {

Answer content(Call& call);  // GET, HEAD /api/v1/recordings/{id}/content

}  // namespace siaga::hub::recording_desk
