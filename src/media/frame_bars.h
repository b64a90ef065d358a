// The strip of bars that carries a frame's number: 36 cells from left to right: white, black, 24 bits, 8 bits of check,
// black, white. It survives compression, scaling and rotation. Private to src/media. Thread: pure.
#pragma once

#include <array>
#include <cstdint>

namespace siaga::media {

inline constexpr int bar_cells = 36;

/// Height of the strip in a picture of that height.
inline int bar_height(int picture_height) { return picture_height / 20 > 8 ? picture_height / 20 : 8; }

inline std::uint32_t bar_check(std::uint32_t number) {
  return ((number >> 16 & 0xff) * 3 + (number >> 8 & 0xff) * 5 + (number & 0xff) * 7 + 0x5a) & 0xff;
}

/// Whether each cell is white.
inline std::array<bool, bar_cells> bars_of(std::uint32_t number) {
  std::array<bool, bar_cells> cells{};
  const std::uint32_t bits = (number & 0xffffff) << 8 | bar_check(number);
  cells.front() = true;
  for (int bit = 0; bit < 32; ++bit) cells[static_cast<std::size_t>(bit) + 2] = bits >> (31 - bit) & 1;
  cells.back() = true;
  return cells;
}

}  // namespace siaga::media
