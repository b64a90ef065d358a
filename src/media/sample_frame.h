// From what the decoder was given to what the window paints: each picture carries its true beginning, and the seek that
// it belongs to, through the decoder. Private to src/media. Thread: pure.
#pragma once

#include "media/gst_handles.h"
#include "media/latest_frame.h"
#include "media/stream_watch.h"

#include <cstdint>
#include <memory>

namespace siaga::media {

struct Origin {
  std::uint64_t seek = 0;  ///< how many seeks the Pipeline had begun: pictures of an earlier one are stale
  bool strict = false;     ///< a picture that lasts no time is never taken for one that lasts into the target
};

/// A decoder clips the time of a picture to the target of a seek, so the picture's true beginning travels with it.
/// `passing` has a start.
void mark_picture(Passing& passing, Origin origin);

struct Shot {
  std::shared_ptr<Frame> frame;     ///< nullptr: the sample could not be read
  std::uint64_t seek = UINT64_MAX;  ///< unmarked: taken for one of the newest seek
};
/// The sample's own pixels, which stay as long as the frame does.
Shot shot_of(GstSample* sample);

}  // namespace siaga::media
