#include "media/nesting.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace siaga::media {
namespace {

struct Holder {
  std::string_view kind;
  std::size_t head;  // bytes between the box's head and the first box in it
};

// What qtdemux looks into (qtdemux_types.c, qtdemux_parse_node).
constexpr std::array holders{
    Holder{"moov", 0},  Holder{"trak", 0},  Holder{"mdia", 0},  Holder{"minf", 0},  Holder{"stbl", 0},
    Holder{"dinf", 0},  Holder{"edts", 0},  Holder{"udta", 0},  Holder{"ilst", 0},  Holder{"mvex", 0},
    Holder{"moof", 0},  Holder{"traf", 0},  Holder{"mfra", 0},  Holder{"sinf", 0},  Holder{"schi", 0},
    Holder{"tref", 0},  Holder{"rmra", 0},  Holder{"rmda", 0},  Holder{"wave", 0},  Holder{"gmhd", 0},
    Holder{"clip", 0},  Holder{"matt", 0},  Holder{"tmcd", 0},  Holder{"kmat", 0},  Holder{"----", 0},
    Holder{"hnti", 0},  Holder{"hinf", 0},  Holder{"meta", 4},  Holder{"stsd", 8},  Holder{"dref", 8},
    Holder{"avc1", 78}, Holder{"avc3", 78}, Holder{"hvc1", 78}, Holder{"hev1", 78}, Holder{"av01", 78},
    Holder{"vp08", 78}, Holder{"vp09", 78}, Holder{"mp4v", 78}, Holder{"encv", 78}, Holder{"mp4a", 28},
    Holder{"enca", 28}, Holder{"samr", 28}, Holder{"Opus", 28}};

struct Box {
  std::string_view kind;
  std::size_t body;
  std::size_t end;
};

std::optional<Box> box_at(std::string_view bytes, std::size_t at, std::size_t end) {
  if (end - at < 8) return std::nullopt;
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < 4; ++i) length = length << 8 | static_cast<std::uint8_t>(bytes[at + i]);
  std::size_t head = 8;
  if (length == 1) {
    if (end - at < 16) return std::nullopt;
    for (std::size_t i = 8; i < 16; ++i) length = length << 8 | static_cast<std::uint8_t>(bytes[at + i]);
    head = 16;
  }
  if (length < head) return std::nullopt;
  return Box{bytes.substr(at + 4, 4), at + head, length > end - at ? end : at + static_cast<std::size_t>(length)};
}

const Holder* holder_of(std::string_view kind) {
  const auto* found =
      std::find_if(holders.begin(), holders.end(), [&](const Holder& each) { return each.kind == kind; });
  return found == holders.end() ? nullptr : found;
}

bool boxes_fit(std::string_view text) {
  std::vector<std::size_t> ends{text.size()};  // of the boxes that are open
  std::size_t at = 0;
  std::size_t tracks = 0;
  while (!ends.empty()) {
    const auto box = box_at(text, at, ends.back());
    if (!box) {
      at = ends.back();
      ends.pop_back();
      continue;
    }
    if (box->kind == "cmov") return false;
    if (box->kind == "trak" && ++tracks > most_tracks) return false;
    const auto* holder = holder_of(box->kind);
    if (holder && box->end - box->body > holder->head) {
      if (ends.size() > deepest_box) return false;
      ends.push_back(box->end);
      at = box->body + holder->head;
    } else if (ends.size() == 1) {
      return true;  // data, or a box that holds none
    } else {
      at = box->end;
    }
  }
  return true;
}

// Tags and chapters of Matroska (RFC 9559) may stand in each other too; each level costs as much as all within it.
bool tags_fit(std::string_view text) {
  using namespace std::string_view_literals;
  const bool may_nest = text.starts_with("\x12\x54\xC3\x67"sv) || text.starts_with("\x10\x43\xA7\x70"sv);
  return !may_nest || text.size() <= most_tags;
}

}  // namespace

bool nesting_fits(std::span<const std::byte> bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return boxes_fit(text) && tags_fit(text);
}

}  // namespace siaga::media
