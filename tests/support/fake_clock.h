// A clock moved by hand. Thread: any.
#pragma once

#include "base/clock.h"

#include <atomic>

namespace siaga::test {

class FakeClock final : public base::Clock {
 public:
  explicit FakeClock(base::Instant at = base::Instant{std::chrono::seconds{1'795'000'000}}) : micros_(at.time_since_epoch().count()) {}
  base::Instant now() const override { return base::Instant{std::chrono::microseconds{micros_.load()}}; }
  void advance(std::chrono::microseconds by) { micros_ += by.count(); }
  void set(base::Instant at) { micros_ = at.time_since_epoch().count(); }

 private:
  std::atomic<std::int64_t> micros_;
};

}  // namespace siaga::test
