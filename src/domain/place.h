// Named points (R23): stops, terminals, posts; what a person says instead of coordinates. Values; no thread.
#pragma once

#include "base/id.h"
#include "domain/position.h"

#include <optional>
#include <span>
#include <string>

namespace siaga::domain {

struct Place {
  base::Id id;
  base::Id unit;
  std::string name;
  double lat = 0;       ///< degrees, WGS 84
  double lon = 0;       ///< degrees
  double radius_m = 0;  ///< metres around the point that still belong to it
};

struct NearestPlace {
  base::Id place;
  double metres = 0;  ///< to the point itself, not to the edge of its radius
};

/// The nearest of `places`, of any unit; nothing when there are none.
std::optional<NearestPlace> nearest_place(const Position& position, std::span<const Place> places);

}  // namespace siaga::domain
