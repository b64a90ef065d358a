#include "media/container.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace siaga::media {
namespace {

bool stands_at(std::span<const std::byte> bytes, std::size_t at, std::string_view what) {
  return bytes.size() >= at + what.size() && std::memcmp(bytes.data() + at, what.data(), what.size()) == 0;
}

bool is_mp4(std::span<const std::byte> bytes) {
  // Boxes that a recording may begin with (ISO/IEC 14496-12 and QuickTime).
  constexpr std::array<std::string_view, 7> kinds{"ftyp", "moov", "moof", "mdat", "free", "wide", "styp"};
  return std::any_of(kinds.begin(), kinds.end(), [&](std::string_view kind) { return stands_at(bytes, 4, kind); });
}

bool is_mpegts(std::span<const std::byte> bytes) {
  constexpr std::byte sync{0x47};
  for (std::size_t start = 0; start < 188 && start + 2 * 188 < bytes.size(); ++start)
    if (bytes[start] == sync && bytes[start + 188] == sync && bytes[start + 2 * 188] == sync) return true;
  return false;
}

}  // namespace

Container container_of(std::span<const std::byte> beginning) {
  using namespace std::string_view_literals;
  if (is_mp4(beginning)) return Container::mp4;
  if (stands_at(beginning, 0, "\x1A\x45\xDF\xA3"sv)) return Container::webm;
  if (is_mpegts(beginning)) return Container::mpegts;
  if (stands_at(beginning, 0, "OggS"sv)) return Container::ogg;
  if (stands_at(beginning, 0, "RIFF"sv) && stands_at(beginning, 8, "AVI "sv)) return Container::avi;
  if (stands_at(beginning, 0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv)) return Container::asf;
  if (stands_at(beginning, 0, "FLV\x01"sv)) return Container::flv;
  return Container::unknown;
}

std::string_view name_of(Container container) {
  switch (container) {
    case Container::mp4: return "mp4";
    case Container::webm: return "webm";
    case Container::mpegts: return "mpegts";
    case Container::ogg: return "ogg";
    case Container::avi: return "avi";
    case Container::asf: return "asf";
    case Container::flv: return "flv";
    case Container::unknown: break;
  }
  return {};
}

}  // namespace siaga::media
