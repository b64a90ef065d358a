#include "domain/place.h"

namespace siaga::domain {

std::optional<NearestPlace> nearest_place(const Position& position, std::span<const Place> places) {
  std::optional<NearestPlace> best;
  for (const auto& place : places) {
    const double metres = distance_m(position, place.lat, place.lon);
    if (!best || metres < best->metres) best = NearestPlace{place.id, metres};
  }
  return best;
}

}  // namespace siaga::domain
