// Numbers as the formats under test write them, by code of the tests' own.
#pragma once

#include <cstdint>
#include <string>

namespace siaga::test {

/// The lowest `bytes` bytes of `value`, highest first.
inline std::string big_endian(std::uint64_t value, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xff);
  return text;
}

}  // namespace siaga::test
