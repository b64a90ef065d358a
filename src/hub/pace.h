// Pace: so many a second on average, and what was saved for a few seconds at once. One number, no queue, no timer.
// Thread: any.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace siaga::hub {

class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Takes one, unless it would be the first too many; that one costs nothing. `per_second` 0: never any.
  bool take(Time now, std::uint64_t per_second, std::chrono::seconds saved_for);

 private:
  std::atomic<std::chrono::steady_clock::rep> next_{0};  ///< when the average would allow the next one
};

}  // namespace siaga::hub
