// The first password of a user ID that the hub makes (R38): random, sent to the application, and told once to the team
// leader under whose order it was made. Until then it is held sealed, for a day at most; it is in no log, journal, mail
// or backup. Thread: as each says. Errors: those named; StoreFailure.
#pragma once

#include "hub/call.h"

#include <chrono>
#include <string>

namespace siaga::hub {

inline constexpr std::chrono::hours first_password_waits{24};

/// 20 characters of four kinds, none of which looks like another. Any thread.
std::string make_first_password();

/// POST /api/v1/user-id-cases/{id}/first-password: to its reader, once. Errors: not_found (none waits, or a day has
/// passed), forbidden (it is another person's to read).
Answer tell_first_password(Call& call);

}  // namespace siaga::hub
