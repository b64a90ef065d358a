// The bytes of a recording, while it grows and afterwards: Range, and Prefer: wait at the growing end. Once it has been
// examined, what was made from it: posters, loudness, an indexed copy.
// Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::recording_desk {

Answer content(Call& call);    // GET, HEAD /api/v1/recordings/{id}/content
Answer play_copy(Call& call);  // GET, HEAD /api/v1/recordings/{id}/play-copy
Answer poster(Call& call);     // GET /api/v1/recordings/{id}/posters/{n}
Answer loudness(Call& call);   // GET /api/v1/recordings/{id}/loudness

}  // namespace siaga::hub::recording_desk
