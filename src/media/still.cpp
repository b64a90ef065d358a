#include "media/still.h"

#include "media/gst_handles.h"
#include "media/media_runtime.h"

#include "base/file.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>

namespace siaga::media {
namespace {

using base::fail;
using base::Fault;

base::Result<std::string> png_of(const Frame& frame) {
  GstElement* made = gst_parse_launch_full(
      "appsrc name=in format=time ! videoconvert ! pngenc snapshot=true ! appsink name=out sync=false", nullptr,
      GST_PARSE_FLAG_FATAL_ERRORS, nullptr);
  if (!made) return fail(Fault::unavailable, "no PNG encoder");
  const gst::Element pipeline{GST_ELEMENT(gst_object_ref_sink(made))};
  const gst::Element in{gst_bin_get_by_name(GST_BIN(pipeline.get()), "in")};
  const gst::Element out{gst_bin_get_by_name(GST_BIN(pipeline.get()), "out")};
  if (!in || !out) return fail(Fault::unavailable, "no PNG encoder");
  const gst::Caps caps{gst_caps_new_simple("video/x-raw", "format", G_TYPE_STRING, "BGRx", "width", G_TYPE_INT,
                                           frame.width, "height", G_TYPE_INT, frame.height, "framerate",
                                           GST_TYPE_FRACTION, 0, 1, nullptr)};
  gst_app_src_set_caps(GST_APP_SRC(in.get()), caps.get());
  gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
  gst_app_src_push_buffer(GST_APP_SRC(in.get()), gst_buffer_new_memdup(frame.bgrx.data(), frame.bgrx.size()));
  gst_app_src_end_of_stream(GST_APP_SRC(in.get()));
  const gst::Sample sample{gst_app_sink_try_pull_sample(GST_APP_SINK(out.get()), 10 * GST_SECOND)};
  base::Result<std::string> png = fail(Fault::internal, "no PNG came");
  if (sample) {
    const gst::Mapped bytes(gst_sample_get_buffer(sample.get()), GST_MAP_READ);
    png = std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
  gst_element_set_state(pipeline.get(), GST_STATE_NULL);
  return png;
}

}  // namespace

base::Result<void> save_still(const Frame& frame, const std::filesystem::path& path) {
  if (auto started = start_media(); !started) return started;
  const bool is_sound =
      frame.width > 0 && frame.height > 0 && frame.stride == frame.width * 4 &&
      frame.bgrx.size() == static_cast<std::size_t>(frame.stride) * static_cast<std::size_t>(frame.height);
  if (!is_sound) return fail(Fault::internal, "not a whole picture");
  const auto png = png_of(frame);
  if (!png) return png.error();
  return base::write_atomically(path, *png);
}

}  // namespace siaga::media
