// ByteSource: where a recording's bytes come from: a file, or a download that is still growing.
// Owner: shared by whoever fills it and the one Player that reads it.
// Thread: read() is called on GStreamer's threads and may block; the rest from any thread, never blocking.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace siaga::media {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  /// Up to into.size() bytes at `offset`. Blocks until at least one byte is there, the recording has ended
  /// (returns 0), or cancel(). Errors: unavailable (cancelled, or the peer is gone for good), corrupt, internal.
  virtual base::Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into) = 0;

  /// Bytes from the beginning that can be read without waiting.
  virtual std::uint64_t available() const = 0;

  /// Nothing while the upload grows; then the size, which never changes again.
  virtual std::optional<std::uint64_t> final_size() const = 0;

  /// Frees blocked readers, and refuses new ones with Fault::unavailable until resume(). Called before a seek and a
  /// teardown.
  virtual void cancel() = 0;
  virtual void resume() = 0;
};

}  // namespace siaga::media
