// An indexed copy of a recording: the same packets, unchanged, in a file that says where each key picture is. For what
// browsers and body cameras write as they go: WebM without cues, fragmented MP4 without an index, MPEG-TS.
// A WebM becomes Matroska with cues, the others a plain MP4. Its index stays at the end: the player reads by ranges and
// finds it there with one more request, and moving it to the front would mean to write every byte twice.
// Thread: blocking; one at a time per process.
#pragma once

#include "base/result.h"

#include <chrono>

namespace siaga::media {

/// Reads the regular file on `from` and writes the frames of a copy (probe_output.h) to `to`; what the file has before
/// it breaks off is copied. Errors: corrupt (nothing can be copied), timeout, unavailable (plugins, or the reader
/// left).
base::Result<void> write_indexed_copy(int from, int to, std::chrono::seconds patience);

}  // namespace siaga::media
