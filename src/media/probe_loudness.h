// LoudnessMeter: how loud a recording is over its length, as a strip that a person sees at a glance. The length isn't
// known before the end, so it counts in short slots and doubles their length whenever there are too many.
// Owner: a probe's examination. Thread: one at a time; pure.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace siaga::media {

inline constexpr std::size_t loudness_values = 200;

class LoudnessMeter {
 public:
  /// Samples of one channel, -1 to 1, the first at `at`, `rate` a second. Times outside of 0 to 1000 hours and values
  /// that are no numbers are passed over.
  void add(std::chrono::nanoseconds at, int rate, std::span<const float> samples);

  /// loudness_values values over `begin` to `end`: 0 is -60 dBFS (RMS) and less, or silence by absence; 255 is 0 dBFS.
  /// Empty when nothing was heard.
  std::vector<std::uint8_t> strip(std::chrono::nanoseconds begin, std::chrono::nanoseconds end) const;

 private:
  struct Slot {
    double energy = 0;  ///< sum of squares
    double samples = 0;
  };
  void widen();

  std::chrono::nanoseconds width_{std::chrono::milliseconds{5}};
  std::vector<Slot> slots_;
};

}  // namespace siaga::media
