#include "domain/exif.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace siaga::domain {

namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t orientation_tag = 0x0112;
constexpr std::size_t entry_size = 12;

/// Numbers of `size` bytes; those beyond the end are 0.
struct Tiff {
  std::string_view bytes;
  bool little = false;  ///< the lesser byte comes first

  std::uint32_t number(std::size_t at, std::size_t size) const {
    if (at > bytes.size() || bytes.size() - at < size) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const auto byte = static_cast<unsigned char>(bytes[at + (little ? size - 1 - i : i)]);
      value = value << 8 | byte;
    }
    return value;
  }
};

/// What follows "Exif\0\0" in its APP1 segment; empty when there is none before the picture.
std::string_view tiff_of(std::string_view jpeg) {
  const Tiff big{jpeg, false};
  for (std::size_t at = 2; at + 4 <= jpeg.size();) {
    const auto marker = big.number(at, 2);
    const auto length = big.number(at + 2, 2);
    if ((marker & 0xFF00u) != 0xFF00u || marker == 0xFFDA || length < 2 || at + 2 + length > jpeg.size()) return {};
    const auto content = jpeg.substr(at + 4, length - 2);
    if (marker == 0xFFE1 && content.starts_with("Exif\0\0"sv)) return content.substr(6);
    at += 2 + length;
  }
  return {};
}

int turns_of(std::uint32_t orientation) {
  switch (orientation) {
    case 3:
    case 4: return 2;
    case 5:
    case 6: return 1;
    case 7:
    case 8: return 3;
    default: return 0;
  }
}

}  // namespace

int quarter_turns(std::string_view jpeg) {
  const auto bytes = tiff_of(jpeg);
  if (!bytes.starts_with("II"sv) && !bytes.starts_with("MM"sv)) return 0;
  const Tiff tiff{bytes, bytes.starts_with("II"sv)};
  const std::size_t directory = tiff.number(4, 4);
  const auto entries = tiff.number(directory, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const auto entry = directory + 2 + i * entry_size;
    if (entry + entry_size > bytes.size()) return 0;
    if (tiff.number(entry, 2) == orientation_tag) return turns_of(tiff.number(entry + 8, 2));
  }
  return 0;
}

}  // namespace siaga::domain
