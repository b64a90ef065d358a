// Sees to it that a recording has posters and loudness before it is whole, and although its phone died: one that still
// grows is looked into when nothing has been heard of its phone for a while, and else at about each doubling of its
// age. Its phone's rest is taken as ever; R1 is judged when it is finished (upload_sweep.h ends what nobody ends).
// Thread: a coroutine on any executor of the runtime; disk and database elsewhere.
#pragma once

#include "hub/call.h"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace siaga::hub {

/// When one growing recording is looked into. Times are the hub's uptime, so that no step of a clock matters; after a
/// restart of the hub a recording is new to it. Pure.
class EarlyLookTimes {
 public:
  static constexpr std::chrono::seconds quiet{20};  ///< silence of its phone after which what came is looked into
  static constexpr std::chrono::seconds first{30};  ///< age at which it is looked into although it goes on

  /// `looked`: bytes that an earlier look saw.
  EarlyLookTimes(std::chrono::microseconds begun, std::uint64_t looked) : begun_(begun), looked_(looked) {}

  bool is_due(std::uint64_t size, std::chrono::microseconds now, std::chrono::microseconds silence) const {
    return has_new(size) && (silence >= quiet || now - begun_ >= next_age_);
  }
  /// More than the last look saw.
  bool has_new(std::uint64_t size) const { return size > looked_; }
  /// It was looked into at `now`, as it was with so many bytes.
  void look(std::uint64_t size, std::chrono::microseconds now) {
    looked_ = size;
    next_age_ = std::max<std::chrono::microseconds>(first, 2 * (now - begun_));
  }

 private:
  std::chrono::microseconds begun_;
  std::chrono::microseconds next_age_{first};
  std::uint64_t looked_;
};

/// Whenever it is time for one, one after the other, those begun last first; until the hub drains. What it can't know
/// now is asked again after limits.early_looks.
asio::awaitable<void> look_early(Core& core);

}  // namespace siaga::hub
