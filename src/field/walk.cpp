#include "field/walk.h"

#include <algorithm>
#include <utility>

namespace siaga::field {

namespace {

constexpr double metres_per_second = 7;  // a bus in town, with its stops
constexpr double aside_degrees = 0.0004;
constexpr std::chrono::seconds shortest_rest{20}, longest_rest{240};

base::Instant later(base::Instant at, double seconds) {
  return at + std::chrono::microseconds{static_cast<std::int64_t>(seconds * 1e6)};
}

}  // namespace

Walk::Walk(std::vector<DemoPlace> line, std::uint32_t seed, base::Instant begin)
    : line_(std::move(line)), random_(seed * 2654435761u + 1), left_(begin), arrives_(begin), rests_to_(begin) {
  std::uniform_int_distribution<std::size_t> anywhere{0, line_.size() - 1};
  from_ = to_ = anywhere(random_);
  forward_ = random_() % 2 == 0;
  std::uniform_real_distribution<double> aside{-aside_degrees, aside_degrees};
  aside_lat_ = aside(random_);
  aside_lon_ = aside(random_);
  std::uniform_int_distribution<std::int64_t> rest{0, longest_rest.count()};
  rests_to_ += std::chrono::seconds{rest(random_)};
}

void Walk::next_leg(base::Instant at) {
  from_ = to_;
  if (forward_ ? from_ + 1 == line_.size() : from_ == 0) forward_ = !forward_;
  if (line_.size() > 1) to_ = forward_ ? from_ + 1 : from_ - 1;
  const domain::Position here{line_[from_].lat, line_[from_].lon, 0, at};
  left_ = std::max(rests_to_, at - std::chrono::hours{1});
  arrives_ = later(left_, 1 + domain::distance_m(here, line_[to_].lat, line_[to_].lon) / metres_per_second);
  std::uniform_int_distribution<std::int64_t> rest{shortest_rest.count(), longest_rest.count()};
  rests_to_ = arrives_ + std::chrono::seconds{rest(random_)};
}

domain::Position Walk::position(base::Instant at) {
  while (at >= rests_to_) next_leg(at);
  const auto whole = std::chrono::duration<double>(arrives_ - left_).count();
  const auto gone = std::chrono::duration<double>(at - left_).count();
  const auto share = whole > 0 ? std::clamp(gone / whole, 0.0, 1.0) : 1.0;
  const auto between = [&](double a, double b) { return a + (b - a) * share; };
  return {between(line_[from_].lat, line_[to_].lat) + aside_lat_,
          between(line_[from_].lon, line_[to_].lon) + aside_lon_, 4.0 + static_cast<double>(random_() % 20), at};
}

}  // namespace siaga::field
