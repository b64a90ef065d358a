#include "media/mp4_honest_length.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace siaga::media {
namespace {

using Inside = std::span<const std::byte>;

constexpr std::uint64_t most_index_bytes = 64 << 20;
constexpr int most_outer_boxes = 100'000;
constexpr double believed_up_to = 5;  // times what the tracks hold: beyond it qtdemux skips them
constexpr double most_seconds = 24 * 3600;

/// Zero beyond the end.
std::uint64_t number_in(Inside bytes, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < length; ++i)
    value = value << 8 | (at + i < bytes.size() ? std::to_integer<std::uint64_t>(bytes[at + i]) : 0);
  return value;
}

/// The inside of the first box of this name from `bytes` on, which then begin behind it; empty when there is none.
Inside next_box(Inside& bytes, std::string_view name) {
  while (bytes.size() >= 8) {
    const auto length = number_in(bytes, 0, 4);
    if (length < 8 || length > bytes.size()) break;
    const auto kind = bytes.subspan(4, 4);
    const auto inside = bytes.subspan(8, length - 8);
    bytes = bytes.subspan(length);
    if (std::string_view(reinterpret_cast<const char*>(kind.data()), 4) == name) return inside;
  }
  bytes = {};
  return {};
}

Inside first_box(Inside bytes, std::string_view name) { return next_box(bytes, name); }

/// Where a header of a movie or of a track's media has its units a second and its length.
struct Clock {
  explicit Clock(Inside header)
      : is_long(number_in(header, 0, 1) == 1),
        length_at(is_long ? 24 : 16),
        length_bytes(is_long ? 8 : 4),
        units(number_in(header, is_long ? 20 : 12, 4)),
        length(number_in(header, length_at, length_bytes)),
        is_whole(header.size() >= length_at + length_bytes && units > 0) {}
  bool is_long;
  std::size_t length_at;
  std::size_t length_bytes;
  std::uint64_t units;
  std::uint64_t length;
  bool is_whole;
};

/// ISO/IEC 14496-12 §8.6.1.2: so many samples of such a length each.
double seconds_of_track(Inside track) {
  const auto media = first_box(track, "mdia");
  const Clock clock{first_box(media, "mdhd")};
  const auto table = first_box(first_box(first_box(media, "minf"), "stbl"), "stts");
  if (!clock.is_whole) return 0;
  const auto rows = std::min<std::uint64_t>(number_in(table, 4, 4), table.size() / 8);
  double units = 0;
  for (std::size_t row = 0; row < rows; ++row)
    units += static_cast<double>(number_in(table, 8 + 8 * row, 4) * number_in(table, 12 + 8 * row, 4));
  return units / static_cast<double>(clock.units);
}

struct Index {
  std::uint64_t offset = 0;
  std::vector<std::byte> inside;
};

std::optional<Index> index_of(const ReadAt& read, std::uint64_t size) {
  std::uint64_t at = 0;
  for (int boxes = 0; at < size && size - at >= 8 && boxes < most_outer_boxes; ++boxes) {
    std::vector<std::byte> head(size - at >= 16 ? 16 : 8);
    if (!read(at, head)) return std::nullopt;
    const bool is_long = number_in(head, 0, 4) == 1;
    const auto length = is_long ? number_in(head, 8, 8) : number_in(head, 0, 4);
    const std::uint64_t begin = is_long ? 16 : 8;
    if (length < begin || length > size - at) return std::nullopt;
    if (std::string_view(reinterpret_cast<const char*>(head.data()) + 4, 4) != "moov") {
      at += length;
      continue;
    }
    if (length > most_index_bytes) return std::nullopt;
    Index index{at + begin, std::vector<std::byte>(length - begin)};
    if (!read(index.offset, index.inside)) return std::nullopt;
    return index;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Correction> honest_mp4_length(const ReadAt& read, std::uint64_t size) {
  const auto index = index_of(read, size);
  if (!index) return std::nullopt;
  const Inside moov{index->inside};
  const auto header = first_box(moov, "mvhd");
  const Clock claimed{header};
  if (!claimed.is_whole) return std::nullopt;
  double longest = 0;
  for (auto rest = moov; !rest.empty();)
    if (const auto track = next_box(rest, "trak"); !track.empty()) longest = std::max(longest, seconds_of_track(track));
  const auto units = static_cast<double>(claimed.units);
  const bool is_honest = static_cast<double>(claimed.length) < believed_up_to * longest * units;
  if (longest <= 0 || longest > most_seconds || is_honest) return std::nullopt;
  const auto honest = static_cast<std::uint64_t>(std::ceil(longest * units));
  Correction correction;
  correction.offset = index->offset + static_cast<std::uint64_t>(header.data() - moov.data()) + claimed.length_at;
  for (auto shift = 8 * claimed.length_bytes; shift > 0; shift -= 8)
    correction.bytes.push_back(static_cast<std::byte>(honest >> (shift - 8) & 0xff));
  return correction;
}

}  // namespace siaga::media
