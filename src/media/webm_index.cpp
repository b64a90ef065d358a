#include "media/webm_index.h"

#include "media/codec_table.h"
#include "media/feed_source.h"
#include "media/file_source.h"
#include "media/gst_handles.h"
#include "media/picture_guard.h"
#include "media/stream_watch.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

namespace siaga::media {
namespace {

using base::fail;
using base::Fault;

base::Descriptor nameless_file() {
  const std::string pattern = (std::filesystem::temp_directory_path() / "siaga-view-XXXXXX").string();
  std::string path = pattern;
  base::Descriptor file{::mkostemp(path.data(), O_CLOEXEC)};
  if (file.is_open()) ::unlink(path.c_str());
  return file;
}

// The muxer wants its pads before the first bytes: each stream gets one as it is found.
void link_stream(GstElement* demuxer, GstPad* pad, gpointer muxer) {
  gst::Caps caps{gst_pad_get_current_caps(pad)};
  if (!caps) caps.reset(gst_pad_query_caps(pad, nullptr));
  const Codec codec = codec_of(caps.get());
  if (!codec.allowed()) return;
  const char* kind = codec.kind == StreamKind::video ? "video_%u" : "audio_%u";
  auto queue = gst::make("queue");
  if (!queue) return;
  g_object_set(queue.get(), "max-size-bytes", 0u, "max-size-buffers", 0u, "max-size-time", guint64{0}, nullptr);
  const gst::Handle<GstObject> bin{gst_object_get_parent(GST_OBJECT(demuxer))};
  gst_bin_add(GST_BIN(bin.get()), queue.get());
  gst_element_sync_state_with_parent(queue.get());
  const gst::Pad head{gst_element_get_static_pad(queue.get(), "sink")};
  gst_element_link_pads(queue.get(), "src", static_cast<GstElement*>(muxer), kind);
  watch(pad, {[name = codec.name](Passing& passing) {
                correct_key_flag(name, passing);
                return true;
              },
              {}});
  gst_pad_link(pad, head.get());
}

base::Result<void> run_to_end(GstElement* pipeline, const Feed& feed) {
  const gst::Handle<GstBus> bus{gst_element_get_bus(pipeline)};
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  const auto wanted = static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  gst::Message last;
  while (!last && !feed.is_closed())  // a closed Feed ends the demuxer without a message
    last.reset(gst_bus_timed_pop_filtered(bus.get(), 100 * GST_MSECOND, wanted));
  gst_element_set_state(pipeline, GST_STATE_NULL);
  if (!last) return fail(Fault::unavailable, "closed");
  if (GST_MESSAGE_TYPE(last.get()) == GST_MESSAGE_EOS) return {};
  GError* raw = nullptr;
  gst_message_parse_error(last.get(), &raw, nullptr);
  const gst::ErrorText error{raw};
  const bool full = error->domain == GST_RESOURCE_ERROR && error->code == GST_RESOURCE_ERROR_NO_SPACE_LEFT;
  return fail(full ? Fault::storage_full : Fault::corrupt, error->message);
}

}  // namespace

void correct_key_flag(std::string_view codec, Passing& passing) {
  std::optional<bool> is_key;
  {
    const gst::Mapped bytes(passing.buffer, GST_MAP_READ);
    if (bytes) is_key = is_key_picture(codec, {bytes.data(), bytes.size()});
  }
  if (!is_key) return;
  passing.buffer = gst_buffer_make_writable(passing.buffer);
  if (*is_key)
    GST_BUFFER_FLAG_UNSET(passing.buffer, GST_BUFFER_FLAG_DELTA_UNIT);
  else
    GST_BUFFER_FLAG_SET(passing.buffer, GST_BUFFER_FLAG_DELTA_UNIT);
}

bool announces_cues(std::span<const std::byte> beginning) {
  using namespace std::string_view_literals;
  // Names of EBML elements (RFC 9559): what stands before the first cluster is the header.
  const std::string_view bytes(reinterpret_cast<const char*>(beginning.data()), beginning.size());
  const auto header = bytes.substr(0, bytes.find("\x1F\x43\xB6\x75"sv));
  const bool has_duration =
      header.find("\x44\x89\x88"sv) != header.npos || header.find("\x44\x89\x84"sv) != header.npos;
  return has_duration && header.find("\x1C\x53\xBB\x6B"sv) != header.npos;
}

base::Result<std::shared_ptr<ByteSource>> copy_with_cues(std::shared_ptr<Feed> feed) {
  auto file = nameless_file();
  if (!file.is_open()) return fail(Fault::internal, std::strerror(errno));
  const gst::Element pipeline{GST_ELEMENT(gst_object_ref_sink(gst_pipeline_new(nullptr)))};
  const auto source = make_feed_source(feed);
  const auto demuxer = gst::make("matroskademux");
  const auto muxer = gst::make("matroskamux");
  const auto sink = gst::make("fdsink");
  if (!demuxer || !muxer || !sink) return fail(Fault::unavailable, "a GStreamer plugin is missing");
  g_object_set(sink.get(), "fd", file.get(), "sync", FALSE, nullptr);
  gst_bin_add_many(GST_BIN(pipeline.get()), source.get(), demuxer.get(), muxer.get(), sink.get(), nullptr);
  gst_element_link(source.get(), demuxer.get());
  gst_element_link(muxer.get(), sink.get());
  g_signal_connect(demuxer.get(), "pad-added", G_CALLBACK(link_stream), muxer.get());
  if (auto done = run_to_end(pipeline.get(), *feed); !done) return done.error();
  auto copy = FileSource::adopt(std::move(file));
  if (!copy) return copy.error();
  return std::shared_ptr<ByteSource>(std::move(*copy));
}

}  // namespace siaga::media
