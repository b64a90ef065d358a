#include "net/backoff.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace siaga::net {

std::chrono::milliseconds Backoff::next(double random) {
  const double spread = 0.8 + 0.4 * std::clamp(random, 0.0, 1.0);
  const std::chrono::milliseconds wait{std::llround(static_cast<double>(wait_.count()) * spread)};
  wait_ = std::min(wait_ * 2, longest);
  return wait;
}

double random_fraction() {
  thread_local std::minstd_rand generator{std::random_device{}()};
  return std::uniform_real_distribution<double>{0, 1}(generator);
}

}  // namespace siaga::net
