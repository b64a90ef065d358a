// Watches what passes a pad: the stream time of each buffer, and each new description of the stream. What is blank
// (feed_source.h) doesn't pass.
// Private to src/media. Thread: callbacks run on the pad's streaming thread; they live until the pad goes.
#pragma once

#include <gst/gst.h>

#include <chrono>
#include <functional>
#include <optional>

namespace siaga::media {

struct Passing {
  GstBuffer* buffer;  ///< owned by the pad; may be replaced by gst_buffer_make_writable's answer
  std::optional<std::chrono::nanoseconds> start;  ///< stream time; also outside of the segment (before a seek's target)
  std::optional<std::chrono::nanoseconds> end;    ///< start, plus the duration when it is known
  bool after_break;                               ///< the first since the start or a seek
  bool skip = false;                              ///< set it to have this buffer dropped, and only this one
};

/// Either answers false to have the buffer dropped.
struct StreamWatch {
  std::function<bool(Passing&)> buffer;
  std::function<bool(const GstCaps*)> caps;  ///< may be empty; false drops everything from then on
};

void watch(GstPad* pad, StreamWatch callbacks);

/// Stream time of a position within a segment, also when it lies before the segment's start.
std::optional<std::chrono::nanoseconds> stream_time(const GstSegment& segment, GstClockTime at);

}  // namespace siaga::media
