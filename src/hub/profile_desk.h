// What of a person stands beside their name: the profile for their own eyes, and the photo, which those see who may
// read their record. A photo is recognised by its first bytes and measured, and never decoded here.
// Thread: the session's executor; decisions on the store thread.
#pragma once

#include "hub/call.h"

namespace siaga::hub::profile_desk {

Answer read(Call& call);          // GET /api/v1/profile
Answer own_photo(Call& call);     // GET /api/v1/profile/photo
Answer put_photo(Call& call);     // PUT /api/v1/profile/photo
Answer remove_photo(Call& call);  // DELETE /api/v1/profile/photo
Answer photo(Call& call);         // GET /api/v1/people/{id}/photo

}  // namespace siaga::hub::profile_desk
