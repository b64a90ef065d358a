// Boxes of an MP4 written by hand: ISO/IEC 14496-12 §4.2. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace siaga::test {

/// `bytes`: how many of them `value` takes, 1 to 8.
inline std::string big_endian(std::uint64_t value, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xff);
  return text;
}

/// `kind`: four characters.
inline std::string box(std::string_view kind, const std::string& content) {
  return big_endian(content.size() + 8, 4) + std::string(kind) + content;
}

}  // namespace siaga::test
