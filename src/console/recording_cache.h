// A recording's bytes on this machine: filled by the link over the feed's own trust, read by the player's threads.
// Growing recordings are followed to their end; what was fetched survives breaks of the link.
// Owner: shared by the player and the link. Thread: read/available/final_size/cancel/resume from any thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace siaga::console {

/// What of a recording is fetched: the evidence itself, or the hub's indexed copy of it, in which seeking is quick.
enum class RecordingForm { original, play_copy };

class CachedRecording {
 public:
  virtual ~CachedRecording() = default;

  /// Up to into.size() bytes at `offset`. Blocks until at least one is there, the recording has ended (returns 0), or
  /// cancel() (Fault::unavailable). A wish far beyond what is cached is fetched first.
  virtual base::Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into) = 0;
  /// Bytes from the beginning that can be read without waiting.
  virtual std::uint64_t available() const = 0;
  /// Nothing while the upload grows.
  virtual std::optional<std::uint64_t> final_size() const = 0;
  /// Frees blocked readers; reads fail until resume().
  virtual void cancel() = 0;
  virtual void resume() = 0;
};

}  // namespace siaga::console
