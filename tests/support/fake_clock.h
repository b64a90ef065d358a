// A clock moved by hand. Thread: any.
#pragma once

#include "base/clock.h"

#include <atomic>

namespace siaga::test {

class FakeClock final : public base::Clock {
 public:
  explicit FakeClock(base::Instant at = base::Instant{std::chrono::seconds{1'795'000'000}}) : micros_(at.time_since_epoch().count()) {}
  base::Instant now() const override { return base::Instant{std::chrono::microseconds{micros_.load()}}; }
  /// Time passes; a negative one is a step back.
  void advance(std::chrono::microseconds by) {
    micros_ += by.count();
    if (by.count() > 0) uptime_ += by.count();
  }
  /// Somebody sets the clock: no time passes.
  void set(base::Instant at) { micros_ = at.time_since_epoch().count(); }
  void step(std::chrono::microseconds by) { micros_ += by.count(); }
  std::chrono::microseconds uptime() const { return std::chrono::microseconds{uptime_.load()}; }

 private:
  std::atomic<std::int64_t> micros_;
  std::atomic<std::int64_t> uptime_ = 0;
};

}  // namespace siaga::test
