// How a camera was held: the one thing of what it writes beside a JPEG that a photo needs, since nothing else of it is
// kept. Pure; any thread. Reads bytes of unknown origin: what doesn't fit says nothing.
#pragma once

#include <string_view>

namespace siaga::domain {

/// Quarter turns clockwise that make it upright: 0, 1, 2 or 3; 0 when it doesn't say.
int quarter_turns(std::string_view jpeg);

}  // namespace siaga::domain
