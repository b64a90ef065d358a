// A WebM as browsers write it has neither duration nor cues, so nobody can seek in it. This makes a copy that has both.
// Private to src/media. Thread: blocking, some 50 ms a minute of 1080p; ends early when the Feed is closed.
#pragma once

#include "media/feed.h"
#include "media/stream_watch.h"

#include "base/result.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace siaga::media {

/// Whether the file that starts with `beginning` announces both a duration and cues, so that it can be played as it is.
bool announces_cues(std::span<const std::byte> beginning);

/// Flags a picture as key or not by its own bits: the demuxer takes every picture of a block group for a key picture,
/// and cues would lead to pictures that can't be decoded.
void correct_key_flag(std::string_view codec, Passing& passing);

/// The same packets in a nameless temporary file that goes with the returned source.
/// Errors: corrupt, storage_full, unavailable (closed meanwhile), internal.
base::Result<std::shared_ptr<ByteSource>> copy_with_cues(std::shared_ptr<Feed> feed);

}  // namespace siaga::media
