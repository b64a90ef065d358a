// Muting a console's alarm: timed, with a reason, journaled, and shown in red while it lasts. Values and rules; no
// thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <chrono>
#include <string_view>

namespace siaga::domain {

inline constexpr std::chrono::minutes longest_mute{30};

/// When the mute ends. Errors: invalid (/minutes outside 1…30, /reason empty or too long).
base::Result<base::Instant> mute_until(std::chrono::minutes length, std::string_view reason, base::Instant now);

}  // namespace siaga::domain
