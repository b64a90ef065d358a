#include "domain/position.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace siaga::domain {

base::Result<void> check(const Position& position) {
  // Written so that NaN fails each test.
  if (!(position.lat >= -90 && position.lat <= 90))
    return base::fail(base::Fault::invalid, "latitude out of range", "/lat");
  if (!(position.lon >= -180 && position.lon <= 180))
    return base::fail(base::Fault::invalid, "longitude out of range", "/lon");
  if (!(position.accuracy_m >= 0 && position.accuracy_m <= 100'000))
    return base::fail(base::Fault::invalid, "accuracy out of range", "/accuracy_m");
  return {};
}

double distance_m(const Position& from, double lat, double lon) {
  constexpr double earth_radius_m = 6'371'008.8;
  constexpr double radians = std::numbers::pi / 180;
  const double half_lat = std::sin((lat - from.lat) * radians / 2);
  const double half_lon = std::sin((lon - from.lon) * radians / 2);
  const double h = half_lat * half_lat + std::cos(from.lat * radians) * std::cos(lat * radians) * half_lon * half_lon;
  return 2 * earth_radius_m * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace siaga::domain
