// A new password on its way into the database: held against the rules, then hashed at today's cost.
// Thread: the session's executor; the work is done by a worker.
#pragma once

#include "hub/await.h"
#include "hub/core.h"

#include <string>

namespace siaga::hub {

/// Errors: invalid, field "password_…" (password_rules.h); internal (the list of common ones can't be read);
/// unavailable.
asio::awaitable<base::Result<std::string>> hash_new_password(Core& core, std::string password, domain::Person person);

}  // namespace siaga::hub
