// The allow-list of codecs, and which elements parse and decode each. No autoplugging: what isn't here is refused.
// Private to src/media. Thread: pure.
#pragma once

#include "media/container.h"

#include <gst/gst.h>

#include <string>
#include <string_view>
#include <vector>

namespace siaga::media {

enum class StreamKind { other, video, audio };

struct Codec {
  StreamKind kind = StreamKind::other;
  std::string_view name;     ///< "h264"; for a refused stream its media type
  const char* parser = "";   ///< empty: the demuxer's output can be decoded as it is
  const char* decoder = "";  ///< empty: refused
  bool allowed() const { return *decoder != '\0'; }
};

/// The row of a stream's caps. `name` of a refused one points into `caps`.
Codec codec_of(const GstCaps* caps);

/// Every demuxer, parser and decoder that the tables name, for whoever has to load them beforehand.
std::vector<const char*> table_elements();

/// The demuxer's factory; empty for a container that is unknown or not played.
const char* demuxer_of(Container container);

}  // namespace siaga::media
