#pragma once
// The moment at which the tests of this folder take place.
#include "base/clock.h"

namespace siaga::test {

constexpr base::Instant now{std::chrono::seconds{1'795'000'000}};

}  // namespace siaga::test
