// How a long command says how far it is, and asks whether to go on. Thread: that of the command.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>

namespace siaga::hub {

enum class Stage { database, recordings, checking };

/// Told often, in bytes; false: stop here and leave nothing half behind.
using Watch = std::function<bool(Stage stage, std::uint64_t done, std::uint64_t whole)>;

/// What a command that was stopped answers.
inline base::Error stopped() { return base::fail(base::Fault::unavailable, "stopped", "stopped"); }

}  // namespace siaga::hub
