// User IDs: applications, who has which user ID in them, and the cases of those that must be closed or made (R36–R42).
// Each function decodes, decides on the store thread by domain/user_id_case.h and answers after the commit; what
// happens by itself is hub/case_clock.h's. A conflict names who was first. Nothing here is as urgent as an alarm:
// Priority::normal.
// Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::user_id_desk {

Answer put_application(Call& call);  // PUT /api/v1/applications/{id}
Answer put_user_id(Call& call);      // PUT /api/v1/user-ids/{id}
Answer put_case(Call& call);         // PUT /api/v1/user-id-cases/{id}

// POST /api/v1/user-id-cases/{id}/…
Answer request(Call& call);    // …/request
Answer order(Call& call);      // …/order
Answer attempt(Call& call);    // …/attempt
Answer confirm(Call& call);    // …/confirm
Answer hand_over(Call& call);  // …/hand-over
Answer document(Call& call);   // …/document
Answer withdraw(Call& call);   // …/withdraw
Answer reopen(Call& call);     // …/reopen

}  // namespace siaga::hub::user_id_desk
