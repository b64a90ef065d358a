// The rule of the chain (feed.md): a range continues at the next seq and holds its events in order, each once.
// Pure. Thread: any.
#pragma once

#include "protocol/feed_frame.h"

#include <cstdint>

namespace siaga::console {

/// Whether `range` may follow when everything up to `complete_to` is known.
inline bool continues(const protocol::RangeFrame& range, std::uint64_t complete_to) {
  if (range.from != complete_to + 1 || range.to < range.from) return false;
  auto last = complete_to;
  for (const auto& event : range.events) {
    if (event.seq <= last || event.seq > range.to) return false;
    last = event.seq;
  }
  return true;
}

}  // namespace siaga::console
