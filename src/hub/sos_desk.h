// The SOS desk: from press to closing (R1–R3). Each function decodes, decides on the store thread by domain/sos.h and
// answers after the commit. Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::sos_desk {

Answer raise(Call& call);      // PUT /api/v1/sos/{id}
Answer withdraw(Call& call);   // POST /api/v1/sos/{id}/withdraw
Answer shown(Call& call);      // POST /api/v1/sos/{id}/shown
Answer claim(Call& call);      // POST /api/v1/sos/{id}/claim
Answer release(Call& call);    // POST /api/v1/sos/{id}/release
Answer take_over(Call& call);  // POST /api/v1/sos/{id}/take-over
Answer respond(Call& call);    // POST /api/v1/sos/{id}/respond
Answer note(Call& call);       // POST /api/v1/sos/{id}/note
Answer close(Call& call);      // POST /api/v1/sos/{id}/close

}  // namespace siaga::hub::sos_desk
