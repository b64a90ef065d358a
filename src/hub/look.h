// Looking at somebody: whoever opens the record or the photo of another person is journaled, once a session and person,
// and that person can read it (account_desk.h).
// Thread: the session's executor. Nobody waits for it: a full store must not keep a phone number from a desk.
#pragma once

#include "hub/call.h"

namespace siaga::hub {

/// After the answer was made. One's own record is nobody else's business.
void journal_look(const Call& call, const base::Id& person);

}  // namespace siaga::hub
