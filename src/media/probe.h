// What a recording is made of, found by reading it to its end. Runs in siaga-probe, a child without secrets and with
// limits; nothing that a header claims is believed where it can be measured.
// Thread: blocking; one at a time per process.
#pragma once

#include "media/probe_posters.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace siaga::media {

struct ProbeReport {
  bool readable = false;
  std::string container;    ///< "mp4", "webm", "mpegts", or empty
  std::string video_codec;  ///< "h264", "h265", "vp8", "vp9", "av1", … or empty
  std::string audio_codec;
  std::optional<std::chrono::milliseconds> duration;  ///< measured by reading to the end, not believed from a header;
                                                      ///< nothing when the time didn't suffice for that
  int width = 0;                                      ///< as coded, before rotation
  int height = 0;
  int rotation = 0;       ///< degrees clockwise to make it upright: 0, 90, 180, 270
  double frame_rate = 0;  ///< pictures a second on average, to a hundredth; 0 when there are fewer than two
  /// The file says where its key pictures are. Otherwise an indexed copy makes seeking faster (probe_copy.h).
  bool indexed = false;
  std::string trouble;  ///< "", "unreadable", "unsupported", "too-large-picture", "cut-off", "no-decoder", "timeout"
};

/// The report, and what shows a recording before anybody opens it.
struct Findings {
  ProbeReport report;
  std::vector<Poster> posters;         ///< at most twelve, in order of time
  std::vector<std::uint8_t> loudness;  ///< probe_loudness.h; empty when there is no sound
};

/// Judges the regular file behind `fd`, which stays open. Never throws for what is in the file. Decodes nothing. Gives
/// up reading after `patience`: then it reports what was seen until then, without a duration, and with the trouble
/// "timeout".
ProbeReport probe_descriptor(int fd, std::chrono::seconds patience = std::chrono::seconds{30});

/// The same, with posters and loudness: all sound is decoded, and of the pictures twelve. When `patience` ends the
/// first reading it reads once more without decoding sound. Posters have the same time, all together. `bytes`: how much
/// of the file counts, from its beginning.
Findings find_in_descriptor(int fd, std::chrono::seconds patience,
                            std::uint64_t bytes = std::numeric_limits<std::uint64_t>::max());

/// One JSON object with the keys readable, container, video, audio, width, height, rotation, frame_rate, indexed,
/// trouble, duration_ms. duration_ms is left out when it isn't known.
std::string to_json(const ProbeReport& report);

}  // namespace siaga::media
