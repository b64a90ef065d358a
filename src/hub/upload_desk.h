// Uploads by tus 1.0: an officer's recording grows here. 204 means synced and committed; the offset moves only over
// bytes that may stay. An upload that the hub has ended (upload_sweep.h) is answered 410: its phone begins another one.
// Thread: the session's executor; disk and database elsewhere.
#pragma once

#include "hub/call.h"

namespace siaga::hub::upload_desk {

Answer options(Call& call);  // OPTIONS /api/v1/uploads
Answer create(Call& call);   // POST /api/v1/uploads
Answer head(Call& call);     // HEAD /api/v1/uploads/{id}
Answer patch(Call& call);    // PATCH /api/v1/uploads/{id}
Answer finish(Call& call);   // DELETE /api/v1/uploads/{id}: no more comes, what came is kept

}  // namespace siaga::hub::upload_desk
