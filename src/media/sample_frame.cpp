#include "media/sample_frame.h"

#include <gst/video/video.h>

#include <cstring>

namespace siaga::media {
namespace {

GstCaps* picture_mark() {
  static GstStaticCaps caps = GST_STATIC_CAPS("timestamp/x-siaga-picture");
  return gst_static_caps_get(&caps);
}

const GstReferenceTimestampMeta* mark_of(GstBuffer* buffer) {
  const gst::Caps mark{picture_mark()};
  return gst_buffer_get_reference_timestamp_meta(buffer, mark.get());
}

std::chrono::nanoseconds start_of(GstSample* sample, GstBuffer* buffer) {
  if (const auto* meta = mark_of(buffer)) return std::chrono::nanoseconds(static_cast<std::int64_t>(meta->timestamp));
  return stream_time(*gst_sample_get_segment(sample), GST_BUFFER_PTS(buffer)).value_or(std::chrono::nanoseconds{0});
}

}  // namespace

void mark_picture(Passing& passing, Origin origin) {
  const gst::Caps mark{picture_mark()};
  passing.buffer = gst_buffer_make_writable(passing.buffer);
  // The mark's length has no use of its own and carries the seek.
  gst_buffer_add_reference_timestamp_meta(passing.buffer, mark.get(), static_cast<GstClockTime>(passing.start->count()),
                                          origin.seek);
  if (origin.strict) GST_BUFFER_DURATION(passing.buffer) = 1;
}

Shot shot_of(GstSample* sample) {
  GstVideoInfo info;
  GstBuffer* buffer = gst_sample_get_buffer(sample);
  if (!buffer || !gst_video_info_from_caps(&info, gst_sample_get_caps(sample))) return {};
  GstVideoFrame mapped;
  if (!gst_video_frame_map(&mapped, &info, buffer, GST_MAP_READ)) return {};
  auto frame = std::make_shared<Frame>();
  frame->width = GST_VIDEO_FRAME_WIDTH(&mapped);
  frame->height = GST_VIDEO_FRAME_HEIGHT(&mapped);
  frame->stride = frame->width * 4;
  frame->bgrx.resize(static_cast<std::size_t>(frame->stride) * static_cast<std::size_t>(frame->height));
  const auto* rows = static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&mapped, 0));
  for (int y = 0; y < frame->height; ++y)
    std::memcpy(frame->bgrx.data() + std::ptrdiff_t{y} * frame->stride,
                rows + std::ptrdiff_t{y} * GST_VIDEO_FRAME_PLANE_STRIDE(&mapped, 0),
                static_cast<std::size_t>(frame->stride));
  gst_video_frame_unmap(&mapped);
  frame->time = start_of(sample, buffer);
  const auto* mark = mark_of(buffer);
  return {std::move(frame), mark ? mark->duration : Shot{}.seek};
}

}  // namespace siaga::media
