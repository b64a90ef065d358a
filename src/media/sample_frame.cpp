#include "media/sample_frame.h"

#include <gst/video/video.h>

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

/// A decoded picture that can be read as long as this lives; the decoder doesn't write to it meanwhile.
class MappedPicture {
 public:
  MappedPicture(const GstVideoInfo& info, GstBuffer* buffer)
      : is_open_(gst_video_frame_map(&frame_, &info, buffer, GST_MAP_READ) != FALSE) {}
  MappedPicture(const MappedPicture&) = delete;
  MappedPicture& operator=(const MappedPicture&) = delete;
  ~MappedPicture() {
    if (is_open_) gst_video_frame_unmap(&frame_);
  }

  bool is_open() const { return is_open_; }
  const GstVideoFrame& frame() const { return frame_; }

 private:
  GstVideoFrame frame_{};
  bool is_open_;
};

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
  auto mapped = std::make_shared<const MappedPicture>(info, buffer);
  if (!mapped->is_open()) return {};
  auto frame = std::make_shared<Frame>();
  frame->width = GST_VIDEO_FRAME_WIDTH(&mapped->frame());
  frame->height = GST_VIDEO_FRAME_HEIGHT(&mapped->frame());
  frame->stride = GST_VIDEO_FRAME_PLANE_STRIDE(&mapped->frame(), 0);
  frame->bgrx = {static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&mapped->frame(), 0)),
                 static_cast<std::size_t>(frame->stride) * static_cast<std::size_t>(frame->height)};
  frame->pixels = std::move(mapped);
  frame->time = start_of(sample, buffer);
  const auto* mark = mark_of(buffer);
  return {std::move(frame), mark ? mark->duration : Shot{}.seek};
}

}  // namespace siaga::media
