#include "media/mp4_fragments.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

namespace siaga::media {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::uint64_t largest_index = 16 << 20;
constexpr int most_fragment_boxes = 200'000;
constexpr double longest_s = 24 * 3600;

struct Track {
  std::uint64_t timescale = 0;  // units a second
  std::uint64_t usual = 0;      // a sample's length where nothing else is said
  std::uint64_t end = 0;
};
using Tracks = std::map<std::uint64_t, Track>;

/// Zero beyond the end: nonsense in, nonsense out, never a read outside.
std::uint64_t number(Bytes bytes, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < length; ++i)
    value = value << 8 | (at + i < bytes.size() ? std::to_integer<std::uint64_t>(bytes[at + i]) : 0);
  return value;
}

/// `then` gets the name and the inside of each box in `bytes`.
template <class Then>
void each_box(Bytes bytes, Then then) {
  while (bytes.size() >= 8) {
    const auto length = number(bytes, 0, 4);
    if (length < 8 || length > bytes.size()) return;
    then(std::string_view(reinterpret_cast<const char*>(bytes.data()) + 4, 4), bytes.subspan(8, length - 8));
    bytes = bytes.subspan(length);
  }
}

bool is_long(Bytes full_box) { return number(full_box, 0, 1) == 1; }

void learn_track(Bytes trak, Tracks& tracks) {
  std::uint64_t id = 0;
  std::uint64_t timescale = 0;
  each_box(trak, [&](std::string_view kind, Bytes inside) {
    if (kind == "tkhd") id = number(inside, is_long(inside) ? 20 : 12, 4);
    if (kind == "mdia")
      each_box(inside, [&](std::string_view name, Bytes header) {
        if (name == "mdhd") timescale = number(header, is_long(header) ? 20 : 12, 4);
      });
  });
  tracks[id].timescale = timescale;
}

void learn_tracks(Bytes moov, Tracks& tracks) {
  each_box(moov, [&](std::string_view kind, Bytes inside) {
    if (kind == "trak") learn_track(inside, tracks);
    if (kind == "mvex")
      each_box(inside, [&](std::string_view name, Bytes trex) {
        if (name == "trex") tracks[number(trex, 4, 4)].usual = number(trex, 12, 4);
      });
  });
}

std::uint64_t length_of_run(Bytes trun, std::uint64_t usual) {
  const auto flags = number(trun, 1, 3);
  const auto count = number(trun, 4, 4);
  if ((flags & 0x100) == 0) return count * usual;
  std::size_t step = 0;
  for (const auto flag : {0x100u, 0x200u, 0x400u, 0x800u}) step += flags & flag ? 4 : 0;
  std::uint64_t length = 0;
  std::size_t at = 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  for (std::uint64_t i = 0; i < count && at < trun.size(); ++i, at += step) length += number(trun, at, 4);
  return length;
}

void add_fragment(Bytes traf, Tracks& tracks) {
  Track* track = nullptr;
  std::uint64_t usual = 0;
  std::uint64_t at = 0;
  each_box(traf, [&](std::string_view kind, Bytes inside) {
    if (kind == "tfhd") {
      const auto flags = number(inside, 1, 3);
      const auto found = tracks.find(number(inside, 4, 4));
      if (found == tracks.end()) return;
      track = &found->second;
      at = track->end;
      const std::size_t before = 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
      usual = flags & 0x8 ? number(inside, before, 4) : track->usual;
    }
    if (!track) return;
    if (kind == "tfdt") at = number(inside, 4, is_long(inside) ? 8 : 4);
    if (kind == "trun") at += length_of_run(inside, usual);
    track->end = std::max(track->end, at);
  });
}

std::optional<std::chrono::nanoseconds> end_of(const Tracks& tracks) {
  double seconds = 0;
  for (const auto& [id, track] : tracks)
    if (track.timescale > 0)
      seconds = std::max(seconds, static_cast<double>(track.end) / static_cast<double>(track.timescale));
  if (seconds <= 0 || seconds > longest_s) return std::nullopt;
  return std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
}

}  // namespace

std::optional<std::chrono::nanoseconds> mp4_fragments_end(const ReadAt& read, std::uint64_t size) {
  Tracks tracks;
  std::vector<std::byte> inside;
  std::uint64_t at = 0;
  for (int boxes = 0; at + 8 <= size && boxes < most_fragment_boxes; ++boxes) {
    std::array<std::byte, 16> head{};
    if (!read(at, std::span(head).first(8))) break;
    const std::string_view kind(reinterpret_cast<const char*>(head.data()) + 4, 4);
    auto length = number(head, 0, 4);
    if (length == 1 && size - at >= 16 && read(at, head)) length = number(head, 8, 8);
    if (length == 0) length = size - at;
    if (length < 8 || length > size - at) break;
    if ((kind == "moov" || kind == "moof") && length <= largest_index) {
      inside.resize(length - 8);
      if (!read(at + 8, inside)) break;
      if (kind == "moov") learn_tracks(inside, tracks);
      if (kind == "moof")
        each_box(inside, [&](std::string_view name, Bytes traf) {
          if (name == "traf") add_fragment(traf, tracks);
        });
    }
    at += length;
  }
  return end_of(tracks);
}

}  // namespace siaga::media
