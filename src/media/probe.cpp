#include "media/probe.h"

#include "media/codec_table.h"
#include "media/file_source.h"
#include "media/media_runtime.h"
#include "media/mp4_boxes.h"
#include "media/probe_reading.h"
#include "media/webm_index.h"

#include <boost/json.hpp>

#include <array>

#include <fcntl.h>

namespace siaga::media {
namespace {

using std::chrono::seconds;

constexpr std::size_t beginning_of_webm = 4096;

std::shared_ptr<FileSource> source_of(int fd, std::uint64_t bytes) {
  auto source = FileSource::adopt(base::Descriptor{::fcntl(fd, F_DUPFD_CLOEXEC, 0)}, bytes);
  return source ? *source : nullptr;
}

/// What the boxes say and the demuxer doesn't.
void judge_layout(Feed& feed, Container container, bool whole, ProbeReport& report) {
  const auto read = [&](std::uint64_t offset, std::span<std::byte> into) {
    return feed.read(offset, into).outcome == Feed::Outcome::complete;
  };
  const std::uint64_t size = feed.final_size().value_or(0);
  const bool is_cut = container == Container::mp4 && mp4_is_cut_off(read, size);
  if (report.trouble.empty() && (is_cut || (!whole && report.readable))) report.trouble = "cut-off";
  if (report.trouble.empty() && !report.readable) report.trouble = "unreadable";
  report.indexed = container == Container::ogg;  // there is nothing to gain
  if (container == Container::mp4) report.indexed = mp4_is_indexed(read, size);
  if (container == Container::webm) {
    std::array<std::byte, beginning_of_webm> beginning{};
    report.indexed = announces_cues(std::span(beginning).first(feed.read(0, beginning).count));
  }
}

/// Whether the header's length was the fault: it is then read as the tracks have it.
bool correct_length(Feed& feed, Container container) {
  if (container != Container::mp4) return false;
  const auto read = [&](std::uint64_t offset, std::span<std::byte> into) {
    return feed.read(offset, into).outcome == Feed::Outcome::complete;
  };
  auto correction = honest_mp4_length(read, feed.final_size().value_or(0));
  if (correction) feed.correct(std::move(*correction));
  return correction.has_value();
}

Findings find(int fd, Reading::Depth depth, seconds patience, std::uint64_t bytes) {
  Findings findings;
  auto& report = findings.report;
  report.trouble = "unreadable";
  const auto source = source_of(fd, bytes);
  if (!source) return findings;
  std::array<std::byte, container_needs> beginning{};
  const auto got = source->read(0, beginning);
  const auto container = container_of(std::span(beginning).first(got ? *got : 0));
  report.container = name_of(container);
  if (container == Container::unknown) return findings;
  if (*demuxer_of(container) == '\0') {
    report.trouble = "unsupported";
    return findings;
  }
  if (!start_media()) {
    report.trouble = "no-decoder";
    return findings;
  }
  const auto feed = std::make_shared<Feed>(source);
  std::optional<Reading> reading{read_through(feed, container, depth, patience)};
  const bool is_overstated = reading->failed() && correct_length(*feed, container);
  if (is_overstated) reading.emplace(read_through(feed, container, depth, patience));
  reading->fill(report);
  if (is_overstated && report.readable && report.trouble.empty()) report.trouble = "cut-off";
  judge_layout(*feed, container, reading->is_whole(), report);
  if (!report.readable || depth == Reading::Depth::measures) return findings;
  findings.posters = reading->posters(patience);
  findings.loudness = reading->loudness();
  return findings;
}

}  // namespace

ProbeReport probe_descriptor(int fd, seconds patience) {
  return find(fd, Reading::Depth::measures, patience, FileSource::everything).report;
}

Findings find_in_descriptor(int fd, seconds patience, std::uint64_t bytes) {
  return find(fd, Reading::Depth::pictures_and_sound, patience, bytes);
}

std::string to_json(const ProbeReport& report) {
  boost::json::object json{{"readable", report.readable}, {"container", report.container},
                           {"video", report.video_codec}, {"audio", report.audio_codec},
                           {"width", report.width},       {"height", report.height},
                           {"rotation", report.rotation}, {"frame_rate", report.frame_rate},
                           {"indexed", report.indexed},   {"trouble", report.trouble}};
  if (report.duration) json["duration_ms"] = report.duration->count();
  return boost::json::serialize(json);
}

}  // namespace siaga::media
