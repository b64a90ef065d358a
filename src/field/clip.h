// Clip: a recording as it is on the officer's device: whole, or growing at the speed of recording.
// Owner: whoever uploads it. Thread: any for available/is_whole/read.
#pragma once

#include "base/file.h"
#include "media/demo_camera.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

namespace siaga::field {

class Clip {
 public:
  virtual ~Clip() = default;
  /// Bytes from the beginning that can be read. Never shrinks.
  virtual std::uint64_t available() const = 0;
  /// No more will come. Ask before available(), else the last bytes may be missed.
  virtual bool is_whole() const = 0;
  virtual base::Result<std::string> read(std::uint64_t offset, std::size_t count) const = 0;
};

/// A file as it is. Errors: not_found, internal.
base::Result<std::unique_ptr<Clip>> open_clip(const std::filesystem::path& file);

/// A file handed out at the speed of its recording: size by measured duration (1 Mbit/s when it can't be measured).
base::Result<std::unique_ptr<Clip>> open_paced_clip(const std::filesystem::path& file);

/// Records with a DemoCamera into `file`, live, on a thread of its own. `file` keeps what was recorded.
base::Result<std::unique_ptr<Clip>> record_clip(const std::filesystem::path& file, media::DemoCamera::Options options);

/// "video/mp4" by the file's suffix, else "application/octet-stream".
std::string content_type_of(const std::filesystem::path& file);

}  // namespace siaga::field
