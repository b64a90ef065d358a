// A still picture of a recording, kept as a file.
// Thread: any; takes about 20 ms for 1080p, so call it from a worker.
#pragma once

#include "media/latest_frame.h"

#include "base/result.h"

#include <filesystem>

namespace siaga::media {

/// Writes `frame` as PNG in its full size, atomically. Errors: storage_full, unavailable (no PNG plugin), internal.
base::Result<void> save_still(const Frame& frame, const std::filesystem::path& path);

}  // namespace siaga::media
