#include "media/probe_copy.h"

#include "media/codec_table.h"
#include "media/feed_source.h"
#include "media/file_source.h"
#include "media/media_runtime.h"
#include "media/mp4_rotation.h"
#include "media/probe.h"
#include "media/probe_output.h"
#include "media/stream_watch.h"
#include "media/webm_index.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <fcntl.h>

namespace siaga::media {
namespace {

using base::fail;
using base::Fault;
using base::Result;

// demuxer ─┬▶ queue ▶ (parser) ─┐
//          └▶ queue ▶ (parser) ─┴▶ muxer ▶ fakesink [what the muxer writes where, to the pipe]
class Copying {
 public:
  Copying(std::shared_ptr<Feed> feed, Container container, int rotation, CopyOutput& output);
  Copying(const Copying&) = delete;
  Copying& operator=(const Copying&) = delete;
  ~Copying() { gst_element_set_state(pipeline_.get(), GST_STATE_NULL); }

  Result<void> run(std::chrono::seconds patience);
  /// Whether every stream went into the copy, up to about `end`.
  bool holds(std::size_t streams, std::chrono::milliseconds end) const;

 private:
  void add_stream(GstPad* pad);
  GstPadProbeReturn see(GstPadProbeInfo* info);
  void see_event(GstEvent* event);
  bool take(GstBuffer* buffer);
  void end_streams();

  gst::Element pipeline_;
  gst::Element muxer_;
  std::vector<gst::Pad> heads_;  ///< of the queues: where a broken recording is told to end
  bool is_webm_;
  int rotation_;
  CopyOutput& output_;
  mutable std::mutex mutex_;  ///< of newest_: two streams pass on two threads
  std::chrono::nanoseconds newest_{0};
  std::uint64_t at_ = 0;
  bool reader_left_ = false;
};

Copying::Copying(std::shared_ptr<Feed> feed, Container container, int rotation, CopyOutput& output)
    : pipeline_(GST_ELEMENT(gst_object_ref_sink(gst_pipeline_new(nullptr)))),
      is_webm_(container == Container::webm),
      rotation_(rotation),
      output_(output) {
  const auto source = make_feed_source(std::move(feed));
  const auto demuxer = gst::make(demuxer_of(container));
  const auto sink = gst::make("fakesink");
  muxer_ = gst::make(is_webm_ ? "matroskamux" : "mp4mux");
  if (!demuxer || !muxer_ || !sink) return;
  g_object_set(sink.get(), "sync", FALSE, nullptr);
  gst_bin_add_many(GST_BIN(pipeline_.get()), source.get(), demuxer.get(), muxer_.get(), sink.get(), nullptr);
  gst_element_link(source.get(), demuxer.get());
  gst_element_link(muxer_.get(), sink.get());
  const gst::Pad end{gst_element_get_static_pad(sink.get(), "sink")};
  constexpr auto what = static_cast<GstPadProbeType>(GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST |
                                                     GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM |
                                                     GST_PAD_PROBE_TYPE_QUERY_DOWNSTREAM | GST_PAD_PROBE_TYPE_PUSH);
  gst_pad_add_probe(
      end.get(), what,
      [](GstPad*, GstPadProbeInfo* info, gpointer self) { return static_cast<Copying*>(self)->see(info); }, this,
      nullptr);
  g_signal_connect(
      demuxer.get(), "pad-added",
      G_CALLBACK(+[](GstElement*, GstPad* pad, gpointer self) { static_cast<Copying*>(self)->add_stream(pad); }), this);
}

// The muxer wants its pads before the first bytes: each stream gets one as it is found.
void Copying::add_stream(GstPad* pad) {
  gst::Caps caps{gst_pad_get_current_caps(pad)};
  if (!caps) caps.reset(gst_pad_query_caps(pad, nullptr));
  const Codec codec = codec_of(caps.get());
  const bool needs_parser = !is_webm_ && *codec.parser != '\0';
  const auto queue = gst::make("queue");
  const auto parser = gst::make(needs_parser ? codec.parser : "identity");
  if (!codec.allowed() || !queue || !parser) return;
  g_object_set(queue.get(), "max-size-bytes", 0u, "max-size-buffers", 0u, "max-size-time", guint64{0}, nullptr);
  gst_bin_add_many(GST_BIN(pipeline_.get()), queue.get(), parser.get(), nullptr);
  gst_element_link(queue.get(), parser.get());
  const char* kind = codec.kind == StreamKind::video ? "video_%u" : "audio_%u";
  if (!gst_element_link_pads(parser.get(), "src", muxer_.get(), kind)) return;
  watch(pad, {[this, name = codec.name](Passing& passing) {
                if (is_webm_) correct_key_flag(name, passing);
                const std::lock_guard lock(mutex_);
                newest_ = std::max(newest_, passing.end.value_or(newest_));
                return true;
              },
              {}});
  for (const auto* element : {&parser, &queue}) gst_element_sync_state_with_parent(element->get());
  gst::Pad head{gst_element_get_static_pad(queue.get(), "sink")};
  if (gst_pad_link(pad, head.get()) == GST_PAD_LINK_OK) heads_.push_back(std::move(head));
}

GstPadProbeReturn Copying::see(GstPadProbeInfo* info) {
  const auto type = GST_PAD_PROBE_INFO_TYPE(info);
  if (type & GST_PAD_PROBE_TYPE_QUERY_DOWNSTREAM) {
    GstQuery* query = GST_PAD_PROBE_INFO_QUERY(info);
    if (GST_QUERY_TYPE(query) != GST_QUERY_SEEKING) return GST_PAD_PROBE_OK;
    gst_query_set_seeking(query, GST_FORMAT_BYTES, TRUE, 0, -1);  // the reader of the frames writes anywhere
    return GST_PAD_PROBE_HANDLED;
  }
  if (type & GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM) {
    see_event(GST_PAD_PROBE_INFO_EVENT(info));
    return GST_PAD_PROBE_OK;
  }
  bool taken = true;
  if (type & GST_PAD_PROBE_TYPE_BUFFER_LIST) {
    GstBufferList* list = GST_PAD_PROBE_INFO_BUFFER_LIST(info);
    for (guint i = 0; i < gst_buffer_list_length(list); ++i) taken = taken && take(gst_buffer_list_get(list, i));
  } else {
    taken = take(GST_PAD_PROBE_INFO_BUFFER(info));
  }
  return taken ? GST_PAD_PROBE_OK : GST_PAD_PROBE_DROP;
}

void Copying::see_event(GstEvent* event) {
  if (GST_EVENT_TYPE(event) != GST_EVENT_SEGMENT) return;
  const GstSegment* segment = nullptr;
  gst_event_parse_segment(event, &segment);
  if (segment->format == GST_FORMAT_BYTES) at_ = segment->start;
}

bool Copying::take(GstBuffer* buffer) {
  const gst::Mapped bytes(buffer, GST_MAP_READ);
  if (!bytes) return false;
  std::string piece(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const bool is_index = !is_webm_ && std::string_view(piece).substr(0, 8).ends_with("moov");
  if (is_index && rotation_ != 0) set_mp4_rotation(piece, rotation_);  // the muxer forgets it
  reader_left_ = reader_left_ || !output_.write(at_, piece);
  at_ += piece.size();
  return !reader_left_;
}

bool Copying::holds(std::size_t streams, std::chrono::milliseconds end) const {
  const std::lock_guard lock(mutex_);
  return heads_.size() == streams && newest_ + std::chrono::seconds(1) > end;
}

void Copying::end_streams() {
  for (const auto& head : heads_) gst_pad_send_event(head.get(), gst_event_new_eos());
}

Result<void> Copying::run(std::chrono::seconds patience) {
  const gst::Handle<GstBus> bus{gst_element_get_bus(pipeline_.get())};
  gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
  const auto wanted = static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  const gint64 deadline = g_get_monotonic_time() + std::chrono::microseconds(patience).count();
  for (bool ending = false;;) {
    const gint64 left = std::max<gint64>(0, deadline - g_get_monotonic_time());
    const gst::Message message{gst_bus_timed_pop_filtered(bus.get(), static_cast<GstClockTime>(left) * 1000, wanted)};
    if (reader_left_) return fail(Fault::unavailable, "the reader left");
    if (!message) return fail(Fault::timeout, "copying takes too long");
    if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_EOS) return {};
    if (ending || heads_.empty()) return fail(Fault::corrupt, "it can't be copied");
    ending = true;  // the recording breaks off: what came is made into a whole file
    end_streams();
  }
}

}  // namespace

Result<void> write_indexed_copy(int from, int to, std::chrono::seconds patience) {
  const auto report = probe_descriptor(from);
  const bool can_be_copied =
      report.readable && report.trouble != "unsupported" && report.trouble != "too-large-picture";
  if (!can_be_copied) return fail(Fault::corrupt, "there is nothing to copy");
  auto source = FileSource::adopt(base::Descriptor{::fcntl(from, F_DUPFD_CLOEXEC, 0)});
  if (!source) return source.error();
  std::array<std::byte, container_needs> beginning{};
  const auto got = (*source)->read(0, beginning);
  const auto container = container_of(std::span(beginning).first(got ? *got : 0));
  if (auto started = start_media(); !started) return started;
  CopyOutput output(to, container == Container::webm ? "matroska" : "mp4");
  Copying copying(std::make_shared<Feed>(std::move(*source)), container, report.rotation, output);
  if (auto copied = copying.run(patience); !copied) return copied;
  const std::size_t streams = (report.video_codec.empty() ? 0u : 1u) + (report.audio_codec.empty() ? 0u : 1u);
  if (!copying.holds(streams, report.duration.value_or(std::chrono::milliseconds{0})))
    return fail(Fault::corrupt, "the copy lacks something");
  return output.end() ? Result<void>{} : fail(Fault::unavailable, "the reader left");
}

}  // namespace siaga::media
