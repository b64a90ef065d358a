// The hub's and the console's sense of time. Domain code never reads a clock: it is handed an Instant.
// Thread: SystemClock may be read from any thread; FakeClock (tests/support) too.
#pragma once

#include "base/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace siaga::base {

/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z: the resolution of the journal.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// RFC 3339 in UTC with six decimals: "2026-11-22T02:14:37.123456Z".
std::string to_rfc3339(Instant at);

/// Reads any RFC 3339 time with zone, 0–9 decimals (cut to microseconds), years 1970–9999.
/// Errors: Fault::invalid.
Result<Instant> parse_rfc3339(std::string_view text);

}  // namespace siaga::base
