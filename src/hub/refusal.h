// Why the hub doesn't start, or its command does nothing, in one sentence of each language. Thread: start-up.
#pragma once

#include "base/result.h"

#include <string>

namespace siaga::hub {

/// "siaga-hub: <Indonesian> / <English> (<detail>)"
std::string refusal(const base::Error& error);

}  // namespace siaga::hub
