// DemoCamera: a believable body-camera recording for demonstrations, drills and tests: a drawn street at night, an
// engine's hum, a clock, and a strip of bars that says the frame's number to a machine. Owner: whoever records. Thread:
// run() blocks its caller; stop() from any thread.
#pragma once

#include "base/result.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::media {

class DemoCamera {
 public:
  enum class Format {
    fragmented_mp4,  ///< playable while it grows
    mp4,             ///< index at the end and reordered pictures, as phones write it
    webm,            ///< VP8 + Opus without cues and duration, as browsers write it
    mpegts,
  };

  struct Options {
    Format format = Format::fragmented_mp4;
    int width = 640;  ///< as coded
    int height = 360;
    int frames_per_second = 25;
    int rotation =
        0;  ///< 0, 90, 180 or 270: the scene is drawn turned and tagged, as a phone held upright does (MP4 only)
    bool video = true;
    bool audio = true;
    std::chrono::milliseconds length{10'000};  ///< zero: until stop()
    bool uneven = false;                       ///< pictures of uneven length, as phones write in the dark
    bool live = false;                         ///< at the speed of recording, else as fast as possible
    std::string label = "SIAGA DEMO";          ///< painted; ASCII
    std::uint32_t seed = 1;                    ///< another street
  };

  /// Receives the file's bytes in order; false ends the recording. Called on a thread of GStreamer, never after run()
  /// has returned.
  using Sink = std::function<bool(std::string_view bytes)>;

  explicit DemoCamera(Options options) : options_(std::move(options)) {}

  /// Records until the length is reached, stop(), or the sink refuses; the file is then properly ended.
  /// Errors: unavailable (an encoder is missing: named), internal.
  base::Result<void> run(const Sink& sink);
  void stop();

 private:
  bool wait_until(std::chrono::steady_clock::time_point moment);
  bool stopping() const;

  const Options options_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
};

/// When frame `number` begins in a recording with these options.
std::chrono::nanoseconds frame_start(const DemoCamera::Options& options, std::uint32_t number);

/// The number painted into the strip along the upper edge of an upright picture in rows of BGRx; nothing when it is not
/// there.
std::optional<std::uint32_t> read_frame_number(const std::uint8_t* bgrx, int width, int height, int stride);

}  // namespace siaga::media
