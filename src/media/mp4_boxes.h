// The outermost boxes of an MP4 file, enough to tell why one can't be played, and whether one can be sought in.
// Thread: pure but for the reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace siaga::media {

/// Fills `into` from `offset`; false when that many bytes aren't there.
using ReadAt = std::function<bool(std::uint64_t offset, std::span<std::byte> into)>;

/// Whether the file of `size` bytes ends in the middle of a box, or before any index: the phone stopped writing.
bool mp4_is_cut_off(const ReadAt& read, std::uint64_t size);

/// The inside of an mdat in the middle of which the file ends: from here up to where its head says that it ends, which
/// lies beyond `size`. Nothing for a file that ends elsewhere.
struct CutMedia {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};
std::optional<CutMedia> mp4_cut_media(const ReadAt& read, std::uint64_t size);

/// Whether it says where each picture is: one whole index (at the beginning or the end), or fragments with sidx or
/// mfra. Fragments without either have to be walked through one by one.
bool mp4_is_indexed(const ReadAt& read, std::uint64_t size);

}  // namespace siaga::media
