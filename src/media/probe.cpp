#include "media/probe.h"

#include "media/codec_table.h"
#include "media/feed_source.h"
#include "media/file_source.h"
#include "media/media_runtime.h"
#include "media/mp4_boxes.h"
#include "media/picture_guard.h"
#include "media/stream_watch.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <mutex>

#include <fcntl.h>

namespace siaga::media {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr GstClockTime longest = 30 * GST_SECOND;

// demuxer ─┬▶ queue ▶ parser ▶ [watched] fakesink
//          └▶ queue ▶ parser ▶ [watched] fakesink       everything is read, nothing decoded
class Examination {
 public:
  Examination(std::shared_ptr<Feed> feed, Container container);
  Examination(const Examination&) = delete;
  Examination& operator=(const Examination&) = delete;
  ~Examination() { gst_element_set_state(pipeline_.get(), GST_STATE_NULL); }

  /// Reads to the end. Whether it came without a fault.
  bool run();
  void fill(ProbeReport& report) const;

 private:
  void add_stream(GstPad* pad);
  bool see_caps(StreamKind kind, const GstCaps* caps);
  void see_tags(GstMessage* message);

  gst::Element pipeline_;
  mutable std::mutex mutex_;
  std::string video_;
  std::string audio_;
  std::string trouble_;
  int width_ = 0;
  int height_ = 0;
  int rotation_ = 0;
  int linked_ = 0;
  nanoseconds newest_{0};
  std::optional<nanoseconds> oldest_;
  gint64 claimed_ = 0;
};

Examination::Examination(std::shared_ptr<Feed> feed, Container container)
    : pipeline_(GST_ELEMENT(gst_object_ref_sink(gst_pipeline_new(nullptr)))) {
  const auto source = make_feed_source(std::move(feed));
  const auto demuxer = gst::make(demuxer_of(container));
  if (!demuxer) return;
  gst_bin_add_many(GST_BIN(pipeline_.get()), source.get(), demuxer.get(), nullptr);
  gst_element_link(source.get(), demuxer.get());
  g_signal_connect(demuxer.get(), "pad-added", G_CALLBACK(+[](GstElement*, GstPad* pad, gpointer self) {
                     static_cast<Examination*>(self)->add_stream(pad);
                   }),
                   this);
}

void Examination::add_stream(GstPad* pad) {
  gst::Caps caps{gst_pad_get_current_caps(pad)};
  if (!caps) caps.reset(gst_pad_query_caps(pad, nullptr));
  const Codec codec = codec_of(caps.get());
  const std::lock_guard lock(mutex_);
  auto& known = codec.kind == StreamKind::video ? video_ : audio_;
  if (codec.kind == StreamKind::other || !known.empty()) return;
  known = codec.name;
  if (!codec.allowed()) {
    trouble_ = "unsupported";
    return;
  }
  const gst::Element queue = gst::make("queue");
  const gst::Element parser = gst::make(*codec.parser ? codec.parser : "identity");
  const gst::Element sink = gst::make("fakesink");
  if (!queue || !parser || !sink) {
    trouble_ = "no-decoder";
    return;
  }
  g_object_set(queue.get(), "max-size-bytes", 16u << 20, "max-size-buffers", 0u, "max-size-time", guint64{0}, nullptr);
  g_object_set(sink.get(), "sync", FALSE, "async", FALSE, nullptr);
  gst_bin_add_many(GST_BIN(pipeline_.get()), queue.get(), parser.get(), sink.get(), nullptr);
  gst_element_link_many(queue.get(), parser.get(), sink.get(), nullptr);
  const gst::Pad end{gst_element_get_static_pad(sink.get(), "sink")};
  watch(end.get(), {[this, is_vp8 = codec.name == "vp8"](Passing& passing) {
                      const std::lock_guard held(mutex_);
                      if (passing.end) newest_ = std::max(newest_, *passing.end);
                      if (passing.start && (!oldest_ || *passing.start < *oldest_)) oldest_ = passing.start;
                      if (is_vp8) {
                        const gst::Mapped bytes(passing.buffer, GST_MAP_READ);
                        if (bytes && !vp8_picture_fits({bytes.data(), bytes.size()})) trouble_ = "too-large-picture";
                      }
                      return true;
                    },
                    [this, kind = codec.kind](const GstCaps* each) { return see_caps(kind, each); }});
  for (const auto* element : {&sink, &parser, &queue}) gst_element_sync_state_with_parent(element->get());
  const gst::Pad head{gst_element_get_static_pad(queue.get(), "sink")};
  if (gst_pad_link(pad, head.get()) == GST_PAD_LINK_OK) ++linked_;
}

bool Examination::see_caps(StreamKind kind, const GstCaps* caps) {
  if (kind != StreamKind::video) return true;
  const std::lock_guard lock(mutex_);
  const GstStructure* about = gst_caps_get_structure(caps, 0);
  gst_structure_get_int(about, "width", &width_);
  gst_structure_get_int(about, "height", &height_);
  if (!picture_fits(caps)) trouble_ = "too-large-picture";
  return true;
}

void Examination::see_tags(GstMessage* message) {
  GstTagList* tags = nullptr;
  gst_message_parse_tag(message, &tags);
  gchar* raw = nullptr;
  if (gst_tag_list_get_string(tags, GST_TAG_IMAGE_ORIENTATION, &raw)) {
    const gst::Text orientation{raw};
    const std::lock_guard lock(mutex_);
    const std::string_view text = orientation.get();
    if (text.starts_with("rotate-")) rotation_ = std::atoi(text.data() + 7) % 360;
  }
  gst_tag_list_unref(tags);
}

bool Examination::run() {
  const gst::Handle<GstBus> bus{gst_element_get_bus(pipeline_.get())};
  gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
  const auto wanted = static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_TAG);
  const gint64 deadline = g_get_monotonic_time() + static_cast<gint64>(longest / 1000);
  for (;;) {
    const gint64 left = std::max<gint64>(0, deadline - g_get_monotonic_time());
    const gst::Message message{gst_bus_timed_pop_filtered(bus.get(), static_cast<GstClockTime>(left) * 1000, wanted)};
    if (!message || GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_ERROR) return false;
    if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_TAG) {
      see_tags(message.get());
      continue;
    }
    gst_element_query_duration(pipeline_.get(), GST_FORMAT_TIME, &claimed_);
    return true;
  }
}

void Examination::fill(ProbeReport& report) const {
  const std::lock_guard lock(mutex_);
  report.video_codec = video_;
  report.audio_codec = audio_;
  report.width = width_;
  report.height = height_;
  report.rotation = rotation_;
  report.trouble = trouble_;
  const auto origin = oldest_.value_or(nanoseconds{0});
  const auto length = newest_ - (origin > milliseconds(100) ? origin : nanoseconds{0});
  report.readable = linked_ > 0 && oldest_.has_value();
  if (!report.readable) return;
  report.duration = std::chrono::round<milliseconds>(length);
  if (report.trouble.empty() && nanoseconds(claimed_) > newest_ + std::chrono::seconds(1)) report.trouble = "cut-off";
}

std::shared_ptr<FileSource> source_of(int fd) {
  auto source = FileSource::adopt(base::Descriptor{::fcntl(fd, F_DUPFD_CLOEXEC, 0)});
  return source ? *source : nullptr;
}

}  // namespace

ProbeReport probe_descriptor(int fd) {
  ProbeReport report;
  report.trouble = "unreadable";
  const auto source = source_of(fd);
  if (!source) return report;
  std::array<std::byte, container_needs> beginning{};
  const auto got = source->read(0, beginning);
  const auto container = container_of(std::span(beginning).first(got ? *got : 0));
  report.container = name_of(container);
  if (container == Container::unknown) return report;
  if (!start_media()) {
    report.trouble = "no-decoder";
    return report;
  }
  const auto feed = std::make_shared<Feed>(source);
  Examination examination(feed, container);
  const bool whole = examination.run();
  examination.fill(report);
  const auto read = [&](std::uint64_t offset, std::span<std::byte> into) {
    return feed->read(offset, into).outcome == Feed::Outcome::complete;
  };
  const bool is_cut = container == Container::mp4 && mp4_is_cut_off(read, *source->final_size());
  if (report.trouble.empty() && (is_cut || (!whole && report.readable))) report.trouble = "cut-off";
  if (report.trouble.empty() && !report.readable) report.trouble = "unreadable";
  return report;
}

std::string to_json(const ProbeReport& report) {
  boost::json::object json{{"readable", report.readable}, {"container", report.container},
                           {"video", report.video_codec}, {"audio", report.audio_codec},
                           {"width", report.width},       {"height", report.height},
                           {"rotation", report.rotation}, {"trouble", report.trouble}};
  if (report.duration) json["duration_ms"] = report.duration->count();
  return boost::json::serialize(json);
}

}  // namespace siaga::media
