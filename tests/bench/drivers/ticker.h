// Ticker: an even beat for messages, by a timer of the kernel's.
// Owner and thread: whoever waits for it.
#pragma once

#include <sys/timerfd.h>
#include <unistd.h>

#include <cstdint>

namespace siaga::bench {

class Ticker {
 public:
  explicit Ticker(long per_second) : timer_(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC)) {
    itimerspec beat{};
    beat.it_interval.tv_nsec = beat.it_value.tv_nsec = 1'000'000'000 / per_second - 1;
    ::timerfd_settime(timer_, 0, &beat, nullptr);
  }
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;
  ~Ticker() { ::close(timer_); }

  /// How many beats have passed since the last call: more than one when the caller was late.
  std::uint64_t wait() {
    std::uint64_t beats = 0;
    return ::read(timer_, &beats, sizeof beats) == sizeof beats ? beats : 1;
  }

 private:
  const int timer_;
};

}  // namespace siaga::bench
