// Recordings for the media tests, made at the first use and then kept in memory.
#pragma once

#include "media/demo_camera.h"

#include <string>

namespace siaga::test {

/// 3 s, 320x180 at 25 pictures a second: quick to make, and the bars can still be read.
media::DemoCamera::Options small_clip(media::DemoCamera::Format format);

/// The file's bytes. Recordings with the same options are made once.
const std::string& recorded(const media::DemoCamera::Options& options);

/// What a shell command prints to its standard output; empty when it fails.
std::string output_of(const std::string& command);

}  // namespace siaga::test
