// Of whom the organisation asks a second factor, in the hands of its system administrators. Who changes it shows their
// password again, and the others are told.
// Thread: the session's executor. Errors: as answers.
#pragma once

#include "hub/call.h"

namespace siaga::hub::factor_policy_desk {

Answer read(Call& call);  // GET /api/v1/second-factor-policy
Answer put(Call& call);   // PUT /api/v1/second-factor-policy

}  // namespace siaga::hub::factor_policy_desk
