#include "media/mp4_rotation.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace siaga::media {
namespace {

// Offsets from the name of a tkhd box, version 0 (ISO/IEC 14496-12 §8.3.2).
constexpr std::size_t matrix_at = 44;
constexpr std::size_t width_at = 80;
constexpr std::size_t height_at = 84;
constexpr std::size_t box_end = 88;

void write(std::span<char> bytes, std::size_t at, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) bytes[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> (24 - 8 * i) & 0xff);
}

std::uint32_t read(std::span<const char> bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
  return value;
}

}  // namespace

void set_mp4_rotation(std::span<char> bytes, int degrees) {
  constexpr std::uint32_t plus = 0x00010000;
  constexpr std::uint32_t minus = 0xFFFF0000;
  const std::string_view text(bytes.data(), bytes.size());
  for (std::size_t at = text.find("tkhd"); at != std::string_view::npos; at = text.find("tkhd", at + 4)) {
    if (at + box_end > bytes.size()) return;
    const std::uint32_t width = read(bytes, at + width_at);
    const std::uint32_t height = read(bytes, at + height_at);
    if (width == 0) continue;  // a track of sound
    std::array<std::uint32_t, 9> matrix{};
    if (degrees == 90)
      matrix = {0, plus, 0, minus, 0, 0, height, 0, 0x40000000};
    else if (degrees == 180)
      matrix = {minus, 0, 0, 0, minus, 0, width, height, 0x40000000};
    else
      matrix = {0, minus, 0, plus, 0, 0, 0, width, 0x40000000};
    for (std::size_t i = 0; i < matrix.size(); ++i) write(bytes, at + matrix_at + 4 * i, matrix[i]);
  }
}

}  // namespace siaga::media
