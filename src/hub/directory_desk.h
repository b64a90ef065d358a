// Desk of the directory: units, people, who holds which role; and everybody's own profile (R20, R31).
// What somebody may do where is asked of their standing at each step; each change is an event.
// Thread: the session's executor; decisions on the store thread.
#pragma once

#include "hub/call.h"

namespace siaga::hub::directory_desk {

Answer units(Call& call);       // GET /api/v1/units: those that one administers, leads or works in
Answer put_unit(Call& call);    // PUT /api/v1/units/{id}
Answer people(Call& call);      // GET /api/v1/people
Answer person(Call& call);      // GET /api/v1/people/{id}
Answer put_person(Call& call);  // PUT /api/v1/people/{id}: somebody new, or changed, or moved to another unit
Answer put_grant(Call& call);   // PUT /api/v1/grants/{id}
Answer end_grant(Call& call);   // DELETE /api/v1/grants/{id}: from now on
Answer profile(Call& call);     // PUT /api/v1/profile: name, phone, day of birth

}  // namespace siaga::hub::directory_desk
