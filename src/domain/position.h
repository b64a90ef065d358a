// Where an officer is. Positions are not journaled, except the track during an SOS (design.md §2). Values; no thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"

namespace siaga::domain {

struct Position {
  double lat = 0;         ///< degrees, -90…90, WGS 84
  double lon = 0;         ///< degrees, -180…180
  double accuracy_m = 0;  ///< metres, 0…100 000; 0 when the phone didn't say
  base::Instant at;       ///< the phone's clock
};

/// Errors: Fault::invalid naming /lat, /lon or /accuracy_m (out of range or not finite).
base::Result<void> check(const Position& position);

/// Metres along the great circle on a sphere of 6 371 008.8 m; within 0.6 % of the ellipsoid.
double distance_m(const Position& from, double lat, double lon);

}  // namespace siaga::domain
