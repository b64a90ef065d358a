// What every target shares: a property that must hold, and bytes as text. A target reads one input, and aborts when a
// property is broken, so that libFuzzer keeps the input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace siaga::fuzz {

void must(bool holds, const char* what);

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// What stands before the first line break, and what stands behind it.
inline std::pair<std::string_view, std::string_view> first_line(std::string_view text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return {text, {}};
  return {text.substr(0, end), text.substr(end + 1)};
}

/// How much of an input of `size` bytes arrives at once when it comes in pieces: short ones are cut everywhere.
inline std::size_t piece_of(std::size_t size) { return size <= 128 ? 1 + size % 4 : 16 + size % 47; }

}  // namespace siaga::fuzz
