// Refuses pictures that would cost gigabytes to decode, before the decoder sees them.
// A small hostile file takes 900–2600 MB without it and 14–51 MB with it. Private to src/media. Thread: pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

typedef struct _GstBuffer GstBuffer;  // so that tests need not know GStreamer
typedef struct _GstCaps GstCaps;

namespace siaga::media {

/// 4096x2304, lying or standing.
bool picture_fits(int width, int height);

/// Whether the size in a video stream's caps fits. A stream that doesn't say its size fits so far.
bool picture_fits(const GstCaps* caps);

/// VP8 has no parser: its caps repeat what the container claims, so the truth is read from each key picture (RFC 6386
/// §9.1).
bool vp8_picture_fits(std::span<const std::uint8_t> picture);

/// Whether a VP8 or VP9 picture can be decoded on its own, from its first bits (RFC 6386 §9.1, VP9 bitstream §6.2).
/// Nothing for other codecs. Asked because WebM files do not always flag it rightly.
std::optional<bool> is_key_picture(std::string_view codec, std::span<const std::uint8_t> picture);

/// The same, and for other codecs what the demuxer says.
bool is_key_picture(std::string_view codec, GstBuffer* picture);

}  // namespace siaga::media
