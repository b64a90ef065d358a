#include "domain/profile.h"

#include <algorithm>
#include <chrono>

namespace siaga::domain {

using base::fail;
using base::Fault;

namespace {

constexpr std::string_view jpeg_mark = "\xFF\xD8\xFF";
constexpr std::string_view png_mark = "\x89PNG\r\n\x1A\n";
constexpr int first_year = 1900;

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

/// Two bytes, the greater first; the caller has looked that they are there.
unsigned pair_at(std::string_view bytes, std::size_t at) { return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1); }

/// The length, type and first members of the first chunk, IHDR.
std::optional<PhotoExtent> png_extent(std::string_view bytes) {
  if (bytes.size() < 24 || bytes.substr(12, 4) != "IHDR") return std::nullopt;
  const auto four_at = [&](std::size_t at) { return pair_at(bytes, at) << 16 | pair_at(bytes, at + 2); };
  return PhotoExtent{four_at(16), four_at(20)};
}

/// SOF0…SOF15, without DHT, JPG and DAC, which lie among them.
bool is_frame(unsigned marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Segment by segment up to the first frame header.
std::optional<PhotoExtent> jpeg_extent(std::string_view bytes) {
  for (std::size_t at = 2; at + 4 <= bytes.size();) {
    if (byte_at(bytes, at) != 0xFF) return std::nullopt;
    const auto marker = byte_at(bytes, at + 1);
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    const auto length = pair_at(bytes, at + 2);
    if (is_frame(marker) && at + 9 <= bytes.size()) return PhotoExtent{pair_at(bytes, at + 7), pair_at(bytes, at + 5)};
    if (marker == 0xDA || marker == 0xD9 || length < 2) return std::nullopt;  // the picture itself, or its end
    at += 2 + length;
  }
  return std::nullopt;
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

base::Result<void> check_born(std::string_view text, base::Instant now) {
  const auto refused = fail(Fault::invalid, "a day of birth is written YYYY-MM-DD and is over", "born");
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return refused;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day || *year < first_year) return refused;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || std::chrono::sys_days{date} > now) return refused;
  return {};
}

std::optional<PhotoKind> photo_kind(std::string_view bytes) {
  if (bytes.starts_with(jpeg_mark)) return PhotoKind::jpeg;
  if (bytes.starts_with(png_mark)) return PhotoKind::png;
  return std::nullopt;
}

std::string_view content_type(PhotoKind kind) { return kind == PhotoKind::jpeg ? "image/jpeg" : "image/png"; }

std::optional<PhotoKind> photo_kind_of_type(std::string_view type) {
  for (const auto kind : {PhotoKind::jpeg, PhotoKind::png})
    if (type == content_type(kind)) return kind;
  return std::nullopt;
}

std::optional<PhotoExtent> photo_extent(std::string_view bytes) {
  const auto kind = photo_kind(bytes);
  if (!kind) return std::nullopt;
  return *kind == PhotoKind::jpeg ? jpeg_extent(bytes) : png_extent(bytes);
}

bool may_be_decoded(std::string_view bytes) {
  if (bytes.size() > largest_photo) return false;
  const auto extent = photo_extent(bytes);
  const auto fits = [](unsigned side) { return side > 0 && side <= longest_shown_side; };
  return extent && fits(extent->width) && fits(extent->height);
}

}  // namespace siaga::domain
