#include "media/probe_loudness.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace siaga::media {
namespace {

using std::chrono::nanoseconds;

constexpr std::size_t most_slots = 4096;
constexpr nanoseconds farthest = std::chrono::hours(1000);
constexpr double floor_db = -60;

std::uint8_t level_of(double energy, double samples) {
  if (samples <= 0 || energy <= 0) return 0;
  const double decibels = 10 * std::log10(energy / samples);
  return static_cast<std::uint8_t>(std::lround(255 * std::clamp(1 - decibels / floor_db, 0.0, 1.0)));
}

}  // namespace

void LoudnessMeter::add(nanoseconds at, int rate, std::span<const float> samples) {
  if (rate <= 0 || at < nanoseconds{0} || at > farthest) return;
  const double nanoseconds_each = 1e9 / rate;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double value = samples[i];
    if (!std::isfinite(value)) continue;
    const auto when = at + nanoseconds(static_cast<std::int64_t>(static_cast<double>(i) * nanoseconds_each));
    while (when / width_ >= static_cast<std::int64_t>(most_slots)) widen();
    const auto slot = static_cast<std::size_t>(when / width_);
    if (slot >= slots_.size()) slots_.resize(slot + 1);
    slots_[slot].energy += value * value;
    slots_[slot].samples += 1;
  }
}

void LoudnessMeter::widen() {
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const Slot slot = std::exchange(slots_[i], {});
    slots_[i / 2].energy += slot.energy;
    slots_[i / 2].samples += slot.samples;
  }
  slots_.resize((slots_.size() + 1) / 2);
  width_ *= 2;
}

std::vector<std::uint8_t> LoudnessMeter::strip(nanoseconds begin, nanoseconds end) const {
  if (slots_.empty() || end <= begin) return {};
  std::vector<std::uint8_t> strip;
  const auto parts = static_cast<std::int64_t>(loudness_values);
  for (std::int64_t part = 0; part < parts; ++part) {
    const auto first = static_cast<std::size_t>((begin + (end - begin) / parts * part) / width_);
    const auto last = static_cast<std::size_t>((begin + (end - begin) / parts * (part + 1)) / width_);
    Slot sum;
    for (std::size_t slot = first; slot < slots_.size() && (slot < last || slot == first); ++slot) {
      sum.energy += slots_[slot].energy;
      sum.samples += slots_[slot].samples;
    }
    strip.push_back(level_of(sum.energy, sum.samples));
  }
  return strip;
}

}  // namespace siaga::media
