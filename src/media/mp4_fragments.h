// How long a fragmented MP4 is. Its header doesn't say, and the demuxer learns it only while it reads on: a length
// asked for too early is that of the fragments seen so far. Thread: pure but for the reads.
#pragma once

#include "media/mp4_boxes.h"

#include <chrono>
#include <optional>

namespace siaga::media {

/// When the last sample of any track has been shown, by the fragments' own times (ISO/IEC 14496-12 §8.8) and the first
/// entry of an edit list (§8.6.6). Nothing when the file of `size` bytes has no fragments, or says more than a day. A cut
/// or broken fragment ends the reading.
std::optional<std::chrono::nanoseconds> mp4_fragments_end(const ReadAt& read, std::uint64_t size);

}  // namespace siaga::media
