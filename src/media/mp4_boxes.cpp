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

struct Outline {
  bool has_media = false;      // mdat
  bool has_index = false;      // moov
  bool has_fragments = false;  // moof
  bool has_fragment_index = false;
  bool is_cut = false;
  bool is_broken = false;  // nonsense where a box should be
  std::optional<CutMedia> cut;
};

void note(Outline& outline, std::string_view kind) {
  outline.has_media = outline.has_media || kind == "mdat";
  outline.has_index = outline.has_index || kind == "moov";
  outline.has_fragments = outline.has_fragments || kind == "moof";
  outline.has_fragment_index = outline.has_fragment_index || kind == "sidx" || kind == "mfra";
}

Outline outline_of(const ReadAt& read, std::uint64_t size) {
  Outline outline;
  std::uint64_t at = 0;
  for (int boxes = 0; at < size && boxes < most_boxes; ++boxes) {
    outline.is_cut = true;  // until the box is seen as a whole
    std::array<std::byte, 16> head{};
    if (size - at < 8 || !read(at, std::span(head).first(8))) return outline;
    const std::string_view kind(reinterpret_cast<const char*>(head.data()) + 4, 4);
    std::uint64_t length = big_endian(std::span(head).first(4));
    const std::uint64_t begin = at + (length == 1 ? 16 : 8);
    if (length == 1) {
      if (size - at < 16 || !read(at, head)) return outline;
      length = big_endian(std::span(head).last(8));
    } else if (length == 0) {
      length = size - at;  // up to the end of the file
    }
    if (length >= 8 && length > size - at) {
      if (kind == "mdat") outline.cut = CutMedia{begin, length > UINT64_MAX - at ? UINT64_MAX : at + length};
      return outline;
    }
    outline.is_cut = false;
    outline.is_broken = length < 8;
    if (outline.is_broken) return outline;
    note(outline, kind);
    at += length;
  }
  return outline;
}

}  // namespace

bool mp4_is_cut_off(const ReadAt& read, std::uint64_t size) {
  const auto outline = outline_of(read, size);
  return outline.is_cut || (outline.has_media && !outline.has_index && !outline.is_broken);
}

std::optional<CutMedia> mp4_cut_media(const ReadAt& read, std::uint64_t size) { return outline_of(read, size).cut; }

bool mp4_is_indexed(const ReadAt& read, std::uint64_t size) {
  const auto outline = outline_of(read, size);
  return !outline.has_fragments || outline.has_fragment_index;
}

}  // namespace siaga::media
