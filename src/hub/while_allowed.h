// How long an answer whose bytes take minutes may go on: a recording that is watched, a letter or
// an export that is fetched.
// Thread: the session's executor.
#pragma once

#include "hub/call.h"

#include <functional>

namespace siaga::hub {

/// True while the session lasts and its person's roles and second factor are what they were. After a change of the
/// directory they are looked up, for which it goes on for two seconds.
std::function<bool()> while_allowed(const Call& call);

}  // namespace siaga::hub
