// A short name for what somebody may see and do: a snapshot carries it, and a reader of the feed brings it along when
// it comes back. Another one means that its view is of another scope, and that it must begin anew (design.md §2).
// Pure; any thread.
#pragma once

#include "domain/access.h"

#include <span>
#include <string>

namespace siaga::hub {

/// Hexadecimal digits; the same for the same rights in the same units. `tree`: all units.
std::string scope_tag(const domain::Standing& standing, std::span<const domain::Unit> tree);

}  // namespace siaga::hub
