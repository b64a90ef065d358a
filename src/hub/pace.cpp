#include "hub/pace.h"

#include <algorithm>

namespace siaga::hub {

bool Pace::take(Time now, std::uint64_t per_second, std::chrono::seconds saved_for) {
  if (per_second == 0) return false;
  using Duration = std::chrono::steady_clock::duration;
  const auto step =
      std::chrono::duration_cast<Duration>(std::chrono::seconds{1}).count() / static_cast<Duration::rep>(per_second);
  const auto at = now.time_since_epoch().count();
  const auto latest = at + std::chrono::duration_cast<Duration>(saved_for).count();
  auto next = next_.load();
  while (true) {
    const auto mine = std::max(next, at) + step;
    if (mine > latest) return false;
    if (next_.compare_exchange_weak(next, mine)) return true;
  }
}

}  // namespace siaga::hub
