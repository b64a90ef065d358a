#include "field/piece_size.h"

#include <algorithm>

namespace siaga::field {

void PieceSize::took(std::chrono::milliseconds time) {
  if (time * 4 <= answer_within_) bytes_ = std::min(most, bytes_ * 2);
  if (time * 2 > answer_within_) bytes_ = std::max(least, bytes_ / 2);
}

void PieceSize::timed_out() { bytes_ = std::max(least, bytes_ / 4); }

}  // namespace siaga::field
