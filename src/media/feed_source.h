// feedsrc: the element through which a demuxer pulls bytes from a Feed.
// It is seekable but has no size until the upload has ended: only so do the demuxers play a file that grows
// (appsrc never plays fragmented MP4 with random access; a size declared early shows nothing until the end).
// A finished MP4 that breaks off in the middle of its media goes on as blanks for a while: at the first sample that isn't
// there qtdemux would end every stream, also those whose samples before it are.
// Private to src/media. The element keeps the Reader and the Feed alive.
#pragma once

#include "media/feed.h"
#include "media/gst_handles.h"

#include <memory>

namespace siaga::media {

gst::Element make_feed_source(std::shared_ptr<Feed::Reader> reader);
/// With a reader of its own.
gst::Element make_feed_source(std::shared_ptr<Feed> feed);

/// Whether what a demuxer made of its bytes was to come from beyond the end of a cut recording. There is nothing in it,
/// and nobody behind the demuxer may see it.
bool is_blank(const GstBuffer* buffer);

}  // namespace siaga::media
