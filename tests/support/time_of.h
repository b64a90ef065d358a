// A moment as tests write it. Thread: any.
#pragma once

#include "base/clock.h"

#include <string_view>

namespace siaga::test {

/// "2026-11-22T16:47:48Z"; what isn't one fails the test.
inline base::Instant time_of(std::string_view text) { return base::parse_rfc3339(text).value(); }

}  // namespace siaga::test
