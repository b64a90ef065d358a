// Captions painted into the demonstration camera's picture with a font of 5x7 dots.
// Private to src/media. Thread: pure.
#pragma once

#include "media/street_scene.h"

#include <string_view>

namespace siaga::media {

/// Capital letters, digits and " -.:#/+"; other characters leave a gap. Each dot is `dot` pixels wide; a dark edge
/// keeps it readable.
void draw_caption(Canvas& canvas, int left, int top, int dot, std::string_view text);

/// Width in pixels of `characters` of them.
int caption_width(std::size_t characters, int dot);

}  // namespace siaga::media
