// Poster frames: a few small pictures that show what is in a recording.
// Only key pictures are decoded, and of these at most twelve, so an hour of 4K costs as much as a minute. Which twelve
// is decided after the last one has passed: a recording's length isn't known before, whatever its header says.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace siaga::media {

inline constexpr std::size_t most_posters = 12;
inline constexpr int poster_side = 320;  ///< pixels of the longer side

struct Poster {
  std::chrono::milliseconds at;  ///< stream time of the picture
  std::string jpeg;
};

}  // namespace siaga::media
