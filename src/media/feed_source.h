// feedsrc: the element through which a demuxer pulls bytes from a Feed.
// It is seekable but has no size until the upload has ended: only so do the demuxers play a file that grows
// (appsrc never plays fragmented MP4 with random access; a size declared early shows nothing until the end).
// Private to src/media. The element keeps the Reader and the Feed alive.
#pragma once

#include "media/feed.h"
#include "media/gst_handles.h"

#include <memory>

namespace siaga::media {

gst::Element make_feed_source(std::shared_ptr<Feed::Reader> reader);
/// With a reader of its own.
gst::Element make_feed_source(std::shared_ptr<Feed> feed);

}  // namespace siaga::media
