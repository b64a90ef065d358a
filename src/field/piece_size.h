// PieceSize: how much of a recording goes into one request, so that each ends soon, whatever the link: a hub that says
// nothing for `answer_within` is a link that has gone without a word, and the next try may be better.
// Owner: an upload. Thread: its own. Pure: the time that a piece took is told.
#pragma once

#include <chrono>
#include <cstdint>

namespace siaga::field {

class PieceSize {
 public:
  static constexpr std::uint64_t least = 4 << 10;
  static constexpr std::uint64_t most = 512 << 10;

  explicit PieceSize(std::chrono::milliseconds answer_within) : answer_within_(answer_within) {}

  std::uint64_t bytes() const { return bytes_; }
  std::chrono::milliseconds answer_within() const { return answer_within_; }
  /// Twice as much next time when there was time for four of it, half when there was hardly time for one.
  void took(std::chrono::milliseconds time);
  void timed_out();

 private:
  std::chrono::milliseconds answer_within_;
  std::uint64_t bytes_ = 128 << 10;
};

}  // namespace siaga::field
