#include "media/stream_watch.h"

#include "media/feed_source.h"

#include <memory>

namespace siaga::media {
namespace {

using std::chrono::nanoseconds;

struct Watcher {
  StreamWatch callbacks;
  GstSegment segment{};
  bool after_break = true;
  bool refused = false;
};

void see_event(Watcher& watcher, GstEvent* event) {
  switch (GST_EVENT_TYPE(event)) {
    case GST_EVENT_SEGMENT:
      gst_event_copy_segment(event, &watcher.segment);
      watcher.after_break = true;
      break;
    case GST_EVENT_FLUSH_STOP: watcher.after_break = true; break;
    case GST_EVENT_CAPS: {
      GstCaps* caps = nullptr;
      gst_event_parse_caps(event, &caps);
      if (watcher.callbacks.caps && !watcher.callbacks.caps(caps)) watcher.refused = true;
      break;
    }
    default: break;
  }
}

GstPadProbeReturn see(GstPad*, GstPadProbeInfo* info, gpointer data) {
  auto& watcher = *static_cast<Watcher*>(data);
  if (GST_PAD_PROBE_INFO_TYPE(info) & (GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM | GST_PAD_PROBE_TYPE_EVENT_FLUSH)) {
    see_event(watcher, GST_PAD_PROBE_INFO_EVENT(info));
    return GST_PAD_PROBE_OK;
  }
  if (watcher.refused) return GST_PAD_PROBE_DROP;
  GstBuffer* buffer = GST_PAD_PROBE_INFO_BUFFER(info);
  if (is_blank(buffer)) return GST_PAD_PROBE_DROP;
  const GstClockTime at = GST_BUFFER_PTS_IS_VALID(buffer) ? GST_BUFFER_PTS(buffer) : GST_BUFFER_DTS(buffer);
  Passing passing{buffer, stream_time(watcher.segment, at), std::nullopt, watcher.after_break, false};
  if (passing.start) {
    const auto length = GST_BUFFER_DURATION_IS_VALID(buffer) ? GST_BUFFER_DURATION(buffer) : 0;
    passing.end = *passing.start + nanoseconds(static_cast<std::int64_t>(length));
    watcher.after_break = false;
  }
  const bool keep = watcher.callbacks.buffer(passing);
  GST_PAD_PROBE_INFO_DATA(info) = passing.buffer;
  if (!keep) {
    watcher.refused = true;
    return GST_PAD_PROBE_DROP;
  }
  return passing.skip ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

}  // namespace

std::optional<nanoseconds> stream_time(const GstSegment& segment, GstClockTime at) {
  if (segment.format != GST_FORMAT_TIME || !GST_CLOCK_TIME_IS_VALID(at)) return std::nullopt;
  guint64 found = 0;
  const gint sign = gst_segment_to_stream_time_full(&segment, GST_FORMAT_TIME, at, &found);
  if (sign == 0) return std::nullopt;
  return nanoseconds(sign * static_cast<std::int64_t>(found));
}

void watch(GstPad* pad, StreamWatch callbacks) {
  auto watcher = std::make_unique<Watcher>();
  watcher->callbacks = std::move(callbacks);
  gst_segment_init(&watcher->segment, GST_FORMAT_UNDEFINED);
  const auto what = static_cast<GstPadProbeType>(GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM |
                                                 GST_PAD_PROBE_TYPE_EVENT_FLUSH);
  gst_pad_add_probe(pad, what, see, watcher.release(), [](gpointer data) { delete static_cast<Watcher*>(data); });
}

}  // namespace siaga::media
