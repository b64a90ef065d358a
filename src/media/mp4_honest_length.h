// An MP4 whose header claims many times what its tracks hold: demuxers take such tracks for previews and skip them all
// (qtdemux: those shorter than a fifth). What the header would say if it were honest.
// Thread: pure but for the reads.
#pragma once

#include "media/mp4_boxes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace siaga::media {

/// Bytes to be read at `offset` instead of those that stand there.
struct Correction {
  std::uint64_t offset = 0;
  std::vector<std::byte> bytes;
};

/// The length that the sample tables add up to, for a file of `size` bytes that claims five times that or more.
/// Nothing when the header may be believed, and for fragments, which have no such tables.
std::optional<Correction> honest_mp4_length(const ReadAt& read, std::uint64_t size);

}  // namespace siaga::media
