// Reading: one pass over a recording that measures it, keeps some of its key pictures and hears all of its sound.
// Private to src/media. Owner: probe.cpp. Thread: one at a time; GStreamer's own threads work inside of run().
#pragma once

#include "media/codec_table.h"
#include "media/feed.h"
#include "media/key_pictures.h"
#include "media/probe.h"
#include "media/probe_loudness.h"

#include <memory>
#include <mutex>
#include <optional>

namespace siaga::media {

class Reading {
 public:
  enum class Depth { measures, pictures, pictures_and_sound };

  Reading(std::shared_ptr<Feed> feed, Container container, Depth depth);
  ~Reading();
  Reading(Reading&&) noexcept;
  Reading& operator=(Reading&&) = delete;

  /// Reads to the end, or for as long as `patience`.
  void run(std::chrono::seconds patience);

  bool is_whole() const;  ///< it came to its end without a fault
  bool failed() const;    ///< an element stopped it; neither when patience ended
  void fill(ProbeReport& report) const;
  /// Decodes the chosen pictures: once. Those that are drawn within `patience`.
  std::vector<Poster> posters(std::chrono::seconds patience);
  std::vector<std::uint8_t> loudness() const;

 private:
  struct Pass;
  std::unique_ptr<Pass> pass_;
};

/// One reading, and a second one that decodes no sound where the first didn't come to its end: sound that can't be
/// decoded, or not in time, must hide neither the pictures nor the length. Each may take as long as `patience`.
Reading read_through(const std::shared_ptr<Feed>& feed, Container container, Reading::Depth depth,
                     std::chrono::seconds patience);

}  // namespace siaga::media
