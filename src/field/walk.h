// Walk: an officer's believable way: from place to place along a line, at a bus's or a walker's speed, with pauses.
// Pure: the caller brings the time; the same seed walks the same way. Thread: confined to its owner.
#pragma once

#include "domain/position.h"
#include "field/organisation.h"

#include <cstdint>
#include <random>
#include <vector>

namespace siaga::field {

class Walk {
 public:
  /// At least one place.
  Walk(std::vector<DemoPlace> line, std::uint32_t seed, base::Instant begin);

  /// Where the officer is; `at` never goes back.
  domain::Position position(base::Instant at);

 private:
  void next_leg(base::Instant at);

  std::vector<DemoPlace> line_;
  std::minstd_rand random_;
  std::size_t from_ = 0;
  std::size_t to_ = 0;
  bool forward_ = true;
  base::Instant left_;      ///< the place `from_`
  base::Instant arrives_;   ///< at `to_`
  base::Instant rests_to_;  ///< there
  double aside_lat_ = 0;    ///< nobody stands on the point itself
  double aside_lon_ = 0;
};

}  // namespace siaga::field
