// How long to wait before connecting again: 0.25 s, doubled up to 5 s, each ±20 % so that a hall of consoles doesn't
// return at one instant.
// Pure: the caller brings the random number. Thread: confined to its owner; random_fraction() from any.
#pragma once

#include <chrono>

namespace siaga::net {

class Backoff {
 public:
  static constexpr std::chrono::milliseconds first{250};
  static constexpr std::chrono::milliseconds longest{5000};

  /// The next wait. `random` in [0, 1); 0.5 gives the middle.
  std::chrono::milliseconds next(double random);
  /// After a success: begin again with the first wait.
  void reset() { wait_ = first; }

 private:
  std::chrono::milliseconds wait_ = first;
};

/// [0, 1), for next() and whatever else must not happen everywhere at one instant. Not for secrets.
double random_fraction();

}  // namespace siaga::net
