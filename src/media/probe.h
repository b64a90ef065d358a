// What a recording is made of, found without decoding it. Runs in siaga-probe, a child without secrets and with limits.
// Thread: blocking; one at a time per process.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace siaga::media {

struct ProbeReport {
  bool readable = false;
  std::string container;    ///< "mp4", "webm", "mpegts", or empty
  std::string video_codec;  ///< "h264", "h265", "vp8", "vp9", "av1", … or empty
  std::string audio_codec;
  std::optional<std::chrono::milliseconds> duration;  ///< measured by reading to the end, not believed from a header
  int width = 0;                                      ///< as coded, before rotation
  int height = 0;
  int rotation = 0;     ///< degrees clockwise to make it upright: 0, 90, 180, 270
  std::string trouble;  ///< "", "unreadable", "unsupported", "too-large-picture", "cut-off", "no-decoder"
};

/// Judges the regular file behind `fd`, which stays open. Never throws for what is in the file.
ProbeReport probe_descriptor(int fd);

/// One JSON object with the keys readable, container, video, audio, duration_ms, width, height, rotation, trouble.
/// duration_ms is left out when it isn't known.
std::string to_json(const ProbeReport& report);

}  // namespace siaga::media
