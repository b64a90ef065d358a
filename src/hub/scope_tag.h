// A short name for what somebody may see and do: a snapshot carries it, and a reader of the feed brings it along when
// it comes back. Another one means that its view is of another scope, and that it must begin anew (design.md §2).
// Pure; any thread.
#pragma once

#include "hub/account.h"

#include <span>
#include <string>

namespace siaga::hub {

/// Hexadecimal digits; the same for the same rights in the same units while the same roles wait. `tree`: all units.
std::string scope_tag(const Account& account, std::span<const domain::Unit> tree);

}  // namespace siaga::hub
