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
  std::uint64_t skipped = 0;    // what an edit list leaves out at the beginning
  std::uint64_t decoded = 0;    // where the next fragment begins that doesn't say so
  std::uint64_t end = 0;        // when the last picture has been shown
};

/// Samples are shown later than they are decoded where others refer to them.
struct Run {
  std::uint64_t decoded = 0;
  std::uint64_t shown = 0;
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

/// By the list's first entry; an empty one (-1) skips nothing.
std::uint64_t skipped_by(Bytes elst) {
  const bool is_empty_list = number(elst, 4, 4) == 0;
  const auto at = is_long(elst) ? number(elst, 16, 8) : number(elst, 12, 4);
  const auto none = is_long(elst) ? std::uint64_t{0} - 1 : std::uint64_t{0xffffffff};
  return is_empty_list || at == none ? 0 : at;
}

void learn_track(Bytes trak, Tracks& tracks) {
  std::uint64_t id = 0;
  std::uint64_t timescale = 0;
  std::uint64_t skipped = 0;
  each_box(trak, [&](std::string_view kind, Bytes inside) {
    if (kind == "tkhd") id = number(inside, is_long(inside) ? 20 : 12, 4);
    if (kind == "mdia")
      each_box(inside, [&](std::string_view name, Bytes header) {
        if (name == "mdhd") timescale = number(header, is_long(header) ? 20 : 12, 4);
      });
    if (kind == "edts")
      each_box(inside, [&](std::string_view name, Bytes list) {
        if (name == "elst") skipped = skipped_by(list);
      });
  });
  tracks[id].timescale = timescale;
  tracks[id].skipped = skipped;
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

Run run_of(Bytes trun, std::uint64_t usual) {
  const auto flags = number(trun, 1, 3);
  const auto count = number(trun, 4, 4);
  const bool has_lengths = flags & 0x100;
  const bool has_delays = flags & 0x800;
  if (!has_lengths && !has_delays) return {count * usual, count * usual};
  std::size_t step = 0;
  for (const auto flag : {0x100u, 0x200u, 0x400u, 0x800u}) step += flags & flag ? 4 : 0;
  Run run;
  std::size_t at = 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  for (std::uint64_t i = 0; i < count && at < trun.size(); ++i, at += step) {
    run.decoded += has_lengths ? number(trun, at, 4) : usual;
    const auto delay = has_delays ? static_cast<std::int32_t>(number(trun, at + step - 4, 4)) : 0;
    run.shown = std::max(run.shown, run.decoded + static_cast<std::uint64_t>(std::max(delay, 0)));
  }
  return run;
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
      at = track->decoded;
      const std::size_t before = 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
      usual = flags & 0x8 ? number(inside, before, 4) : track->usual;
    }
    if (!track) return;
    if (kind == "tfdt") at = number(inside, 4, is_long(inside) ? 8 : 4);
    if (kind == "trun") {
      const auto run = run_of(inside, usual);
      track->end = std::max(track->end, at + run.shown);
      at += run.decoded;
    }
    track->decoded = std::max(track->decoded, at);
  });
}

std::optional<std::chrono::nanoseconds> end_of(const Tracks& tracks) {
  double seconds = 0;
  for (const auto& [id, track] : tracks)
    if (track.timescale > 0)
      seconds = std::max(seconds, static_cast<double>(track.end - std::min(track.end, track.skipped)) /
                                      static_cast<double>(track.timescale));
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
