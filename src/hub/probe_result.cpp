#include "hub/probe_result.h"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace siaga::hub {

namespace json = boost::json;
using base::fail;
using base::Fault;
using base::Result;

namespace {

using namespace std::string_view_literals;

constexpr std::string_view findings_magic = "SIAGAPR1";
constexpr std::size_t head_bytes = 5;
constexpr std::size_t longest_report = 4096;
constexpr std::size_t longest_word = 40;
constexpr std::int64_t longest_recording_ms = 1000ll * 3600 * 1000;
constexpr int largest_side = 1'000'000;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char each : bytes) value = value << 8 | static_cast<std::uint8_t>(each);
  return value;
}

struct Frame {
  char kind = 0;
  std::string_view content;
};

/// Takes a frame off the front; nothing when there isn't a whole one.
std::optional<Frame> take_frame(std::string_view& bytes) {
  if (bytes.size() < head_bytes) return std::nullopt;
  const auto length = big_endian(bytes.substr(1, 4));
  if (length > bytes.size() - head_bytes) return std::nullopt;
  const Frame frame{bytes.front(), bytes.substr(head_bytes, length)};
  bytes.remove_prefix(head_bytes + length);
  return frame;
}

/// Nothing of a word but printable ASCII, and not much of it.
std::string word_in(const json::object& report, std::string_view key) {
  const auto* value = report.if_contains(key);
  if (value == nullptr || !value->is_string()) return {};
  std::string word{value->get_string().subview(0, longest_word)};
  std::erase_if(word, [](char c) { return c <= ' ' || c >= 127; });
  return word;
}

std::int64_t number_in(const json::object& report, std::string_view key, std::int64_t most) {
  const auto* value = report.if_contains(key);
  if (value == nullptr || !value->is_int64()) return 0;
  return std::clamp<std::int64_t>(value->get_int64(), 0, most);
}

double rate_in(const json::object& report) {
  const auto* value = report.if_contains("frame_rate");
  if (value == nullptr || !value->is_number()) return 0;
  const double rate = value->to_number<double>();
  return std::isfinite(rate) ? std::clamp(rate, 0.0, 10'000.0) : 0;
}

bool flag_in(const json::object& report, std::string_view key) {
  const auto* value = report.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

Result<void> read_report(std::string_view text, Findings& findings) {
  if (text.size() > longest_report) return fail(Fault::too_large, "a report of the probe is too long");
  json::error_code code;
  const auto value = json::parse(json::string_view{text.data(), text.size()}, code);
  if (code || !value.is_object()) return fail(Fault::corrupt, "the probe's report is no JSON object");
  const auto& report = value.get_object();
  const auto* readable = report.if_contains("readable");
  if (readable == nullptr || !readable->is_bool()) return fail(Fault::corrupt, "the probe's report says nothing");
  auto& found = findings.examination;
  found.readable = readable->get_bool();
  found.container = word_in(report, "container");
  found.video = word_in(report, "video");
  found.audio = word_in(report, "audio");
  found.trouble = word_in(report, "trouble");
  if (report.contains("duration_ms"))
    found.duration = std::chrono::milliseconds{number_in(report, "duration_ms", longest_recording_ms)};
  found.width = static_cast<int>(number_in(report, "width", largest_side));
  found.height = static_cast<int>(number_in(report, "height", largest_side));
  found.rotation = static_cast<int>(number_in(report, "rotation", 270) / 90 * 90);
  found.frame_rate = rate_in(report);
  findings.indexed = flag_in(report, "indexed");
  return {};
}

Result<void> read_poster(std::string_view content, Findings& findings) {
  auto& times = findings.examination.posters;
  if (times.size() >= domain::most_posters || content.size() < 8) return fail(Fault::corrupt, "a poster too many");
  const auto at = big_endian(content.substr(0, 8));
  const auto picture = content.substr(8);
  if (picture.size() > largest_poster) return fail(Fault::too_large, "a poster is too large");
  if (at > static_cast<std::uint64_t>(longest_recording_ms) || !is_small_jpeg(picture))
    return fail(Fault::corrupt, "a poster is no small JPEG");
  times.emplace_back(static_cast<std::int64_t>(at));
  findings.posters.push_back(picture);
  return {};
}

Result<void> read_frame(const Frame& frame, Findings& findings) {
  switch (frame.kind) {
    case 'P': return read_poster(frame.content, findings);
    case 'L':
      if (findings.examination.loudness || frame.content.size() != loudness_values)
        return fail(Fault::corrupt, "the loudness isn't a strip");
      findings.examination.loudness = true;
      findings.loudness = frame.content;
      return {};
    default: return fail(Fault::corrupt, "the probe says something else");
  }
}

/// The markers that hold a picture's size: SOF0 to SOF15 without DHT, JPG and DAC (ITU-T T.81 table B.1).
bool is_start_of_frame(std::uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Behind the first start of scan comes the picture itself, in which a second size would hide.
bool has_start_of_frame(std::string_view scan) {
  for (std::size_t at = 0; at + 1 < scan.size(); ++at)
    if (scan[at] == '\xFF' && is_start_of_frame(static_cast<std::uint8_t>(scan[at + 1]))) return true;
  return false;
}

bool is_small_frame(std::string_view segment) {
  if (segment.size() < 6) return false;
  const auto height = big_endian(segment.substr(1, 2));
  const auto width = big_endian(segment.substr(3, 2));
  constexpr std::uint64_t most = longest_poster_side;
  return width > 0 && height > 0 && width <= most && height <= most;
}

}  // namespace

bool is_small_jpeg(std::string_view bytes) {
  if (!bytes.starts_with("\xFF\xD8"sv) || !bytes.ends_with("\xFF\xD9"sv)) return false;
  bytes.remove_prefix(2);
  bool sized = false;
  while (bytes.size() >= 4) {
    const auto marker = static_cast<std::uint8_t>(bytes[1]);
    if (bytes[0] != '\xFF') return false;
    const auto length = big_endian(bytes.substr(2, 2));
    if (length < 2 || length > bytes.size() - 2) return false;
    const auto segment = bytes.substr(4, length - 2);
    if (is_start_of_frame(marker)) {
      const bool is_usual = marker <= 0xC2;  // baseline, extended, progressive
      if (sized || !is_usual || !is_small_frame(segment)) return false;
      sized = true;
    }
    if (marker == 0xDA) return sized && !has_start_of_frame(bytes.substr(2 + length));
    bytes.remove_prefix(2 + length);
  }
  return false;
}

Result<Findings> read_findings(std::string_view bytes) {
  if (bytes.size() > longest_findings) return fail(Fault::too_large, "the probe says too much");
  if (!bytes.starts_with(findings_magic)) return fail(Fault::corrupt, "not a probe's findings");
  bytes.remove_prefix(findings_magic.size());
  Findings findings;
  const auto report = take_frame(bytes);
  if (!report || report->kind != 'R') return fail(Fault::corrupt, "the probe's report is missing");
  if (auto read = read_report(report->content, findings); !read) return read.error();
  while (const auto frame = take_frame(bytes)) {
    if (frame->kind == 'E' && frame->content.empty() && bytes.empty()) return findings;
    if (auto read = read_frame(*frame, findings); !read) return read.error();
  }
  return fail(Fault::corrupt, "the probe's findings break off");
}

Result<std::optional<CopyFrame>> next_copy_frame(std::string_view bytes, std::uint64_t limit) {
  if (bytes.size() < head_bytes) return std::optional<CopyFrame>{};
  if (big_endian(bytes.substr(1, 4)) > largest_copy_frame - head_bytes)
    return fail(Fault::too_large, "a frame of a copy is too long");
  auto rest = bytes;
  const auto frame = take_frame(rest);
  if (!frame) return std::optional<CopyFrame>{};
  CopyFrame found;
  found.length = bytes.size() - rest.size();
  found.content = frame->content;
  if (frame->kind == 'E' && frame->content.empty()) return std::optional{found};
  if (frame->kind == 'F' && (frame->content == "mp4" || frame->content == "matroska")) {
    found.kind = CopyFrame::Kind::container;
    return std::optional{found};
  }
  if (frame->kind != 'W' || frame->content.size() < 8) return fail(Fault::corrupt, "no frame of a copy");
  found.kind = CopyFrame::Kind::piece;
  found.offset = big_endian(frame->content.substr(0, 8));
  found.content.remove_prefix(8);
  if (found.offset > limit || found.content.size() > limit - found.offset)
    return fail(Fault::too_large, "a copy is larger than it can honestly be");
  return std::optional{found};
}

}  // namespace siaga::hub
