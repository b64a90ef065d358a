// How deep an index goes. GStreamer's demuxers (1.22) follow boxes in boxes and tags in tags by recursion and without a
// limit, and take every track that an index lists: a file of a megabyte ends the program by its stack, takes its memory
// or holds it up for minutes. Looked at in the bytes on their way to the demuxer, which fetches an index in one piece.
// Private to src/media. Thread: pure.
#pragma once

#include <cstddef>
#include <span>

namespace siaga::media {

// Of honest recordings, with room to spare.
inline constexpr std::size_t deepest_box = 24;       ///< they need ten
inline constexpr std::size_t most_tracks = 64;       ///< of an MP4
inline constexpr std::size_t most_tags = 64 * 1024;  ///< bytes of a Matroska file's tags or chapters

/// False when `bytes` begin with an MP4's index that goes deeper or has more tracks, or is packed (QuickTime's "cmov"),
/// so that nobody can look into it, or with Matroska's tags beyond those bytes. Anything else fits.
bool nesting_fits(std::span<const std::byte> bytes);

}  // namespace siaga::media
