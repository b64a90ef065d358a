#include "media/mp4_boxes.h"

#include <array>
#include <cstring>
#include <string_view>

namespace siaga::media {
namespace {

constexpr int most_boxes = 100'000;

std::uint64_t big_endian(std::span<const std::byte> bytes) {
  std::uint64_t value = 0;
  for (const std::byte each : bytes) value = value << 8 | std::to_integer<std::uint64_t>(each);
  return value;
}

}  // namespace

bool mp4_is_cut_off(const ReadAt& read, std::uint64_t size) {
  bool has_media = false;
  bool has_index = false;
  std::uint64_t at = 0;
  for (int boxes = 0; at < size && boxes < most_boxes; ++boxes) {
    std::array<std::byte, 16> head{};
    if (size - at < 8 || !read(at, std::span(head).first(8))) return true;
    const std::string_view kind(reinterpret_cast<const char*>(head.data()) + 4, 4);
    std::uint64_t length = big_endian(std::span(head).first(4));
    if (length == 1) {
      if (size - at < 16 || !read(at, head)) return true;
      length = big_endian(std::span(head).last(8));
    } else if (length == 0) {
      length = size - at;  // up to the end of the file
    }
    if (length < 8) return false;  // not a box: broken, not cut
    if (length > size - at) return true;
    has_media = has_media || kind == "mdat";
    has_index = has_index || kind == "moov";
    at += length;
  }
  return has_media && !has_index;
}

}  // namespace siaga::media
