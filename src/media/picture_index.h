// PictureIndex: when each picture of a recording begins, as far as the decoder has been shown it.
// Needed because GStreamer clips the time of a picture to a seek's target, and because the frame rate may vary.
// Thread: any (a lock inside); times are stream times in nanoseconds.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace siaga::media {

class PictureIndex {
 public:
  using Time = std::chrono::nanoseconds;

  /// The decoder starts afresh at `first`, a key picture: what follows it is without gaps.
  void begin_run(Time first);
  /// A picture on its way to the decoder, in the order of decoding.
  void add(Time start);
  /// `start` (perhaps clipped) came out of the decoder: nothing between the run's beginning and it is missing, and what
  /// an earlier run said of that stretch is forgotten.
  void shown(Time start);

  void forget();

  /// Start of the picture that stands at `at`; nothing before the first known one.
  std::optional<Time> at(Time at) const;
  /// Start of the picture before the one that starts at `start`; nothing when the gap between them isn't known to be
  /// empty.
  std::optional<Time> before(Time start) const;
  std::optional<Time> newest() const;

 private:
  struct Run {
    Time first;
    Time last;
  };

  void drop_guesses(Time last);

  mutable std::mutex mutex_;
  std::vector<Time> starts_;  // sorted
  std::vector<Run> runs_;     // whole stretches, not overlapping, unsorted; few
  std::optional<Time> run_first_;
  std::vector<Time> run_starts_;  // of the run, later than checked_; few, as far as pictures come out
  Time checked_{0};
};

}  // namespace siaga::media
