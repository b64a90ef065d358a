// Somebody else's account in an administrator's hands: what it is, closing and opening it, a code for a new password
// that is told by voice (R30), taking a lost second factor away; and mails that don't leave.
// Thread: the session's executor. Errors: as answers.
#pragma once

#include "hub/call.h"

namespace siaga::hub::person_account_desk {

Answer look(Call& call);
Answer close(Call& call);
Answer open(Call& call);
Answer make_code(Call& call);
Answer remove_factor(Call& call);
Answer late_mails(Call& call);

}  // namespace siaga::hub::person_account_desk
