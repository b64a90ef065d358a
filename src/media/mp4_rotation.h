// Writes the rotation that a phone records into an MP4's track header; GStreamer's muxer can't.
// Private to src/media. Thread: pure.
#pragma once

#include <cstddef>
#include <span>

namespace siaga::media {

/// Sets the matrix of every picture track found in `bytes`, which hold a whole moov box. `degrees` clockwise: 90, 180
/// or 270.
void set_mp4_rotation(std::span<char> bytes, int degrees);

}  // namespace siaga::media
