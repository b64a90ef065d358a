#include "media/probe_reading.h"

#include "media/feed_source.h"
#include "media/picture_guard.h"
#include "media/stream_watch.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace siaga::media {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

namespace {

constexpr std::string_view too_large = "too-large-picture";

/// What a decoder can take one picture at a time; null where the demuxer's output already is so.
const char* whole_pictures(std::string_view codec) {
  if (codec == "h264") return "video/x-h264,alignment=au";
  if (codec == "h265") return "video/x-h265,alignment=au";
  if (codec == "av1") return "video/x-av1,stream-format=obu-stream,alignment=tu";
  return nullptr;
}

}  // namespace

// demuxer ─┬▶ queue ▶ parser ▶ [pictures: times, key pictures kept] fakesink
//          └▶ queue ▶ parser ▶ [sound: times] ▶ (decoder ▶ audioconvert ▶ [loudness]) ▶ fakesink
struct Reading::Pass {
  Pass(std::shared_ptr<Feed> feed, Container kind, Depth wanted);
  Pass(const Pass&) = delete;
  Pass& operator=(const Pass&) = delete;
  ~Pass() { gst_element_set_state(pipeline.get(), GST_STATE_NULL); }

  void add_stream(GstPad* pad);
  void build_branch(GstPad* pad, const Codec& codec);
  bool hear_between(GstElement* parser, GstElement* sink, const Codec& codec);
  bool see_buffer(const Codec& codec, Passing& passing, GstPad* pad);
  bool see_caps(StreamKind kind, const GstCaps* caps);
  void see_picture(const Codec& codec, const Passing& passing, GstPad* pad);
  bool hear(const Passing& passing);
  void see_tags(GstMessage* message);
  nanoseconds begin() const;
  nanoseconds claims() const;

  gst::Element pipeline;
  Container container;
  Depth depth;
  mutable std::mutex mutex;  ///< of everything below: two streams pass on two threads
  Codec video;
  std::string video_name;
  std::string audio_name;
  std::string trouble;
  int width = 0;
  int height = 0;
  int rotation = 0;
  int sound_rate = 0;
  int linked = 0;
  std::uint64_t pictures = 0;
  nanoseconds newest{0};
  nanoseconds newest_picture{0};
  std::optional<nanoseconds> oldest;
  std::optional<nanoseconds> oldest_picture;
  gint64 claimed = 0;
  nanoseconds shift{0};  ///< from stream time to the times that the file itself tells
  bool whole = false;
  bool failed = false;
  bool timed_out = false;
  KeyPictures keys;
  LoudnessMeter meter;
};

Reading::Pass::Pass(std::shared_ptr<Feed> feed, Container kind, Depth wanted)
    : pipeline(GST_ELEMENT(gst_object_ref_sink(gst_pipeline_new(nullptr)))), container(kind), depth(wanted) {
  const auto source = make_feed_source(std::move(feed));
  const auto demuxer = gst::make(demuxer_of(kind));
  if (!demuxer) return;
  gst_bin_add_many(GST_BIN(pipeline.get()), source.get(), demuxer.get(), nullptr);
  gst_element_link(source.get(), demuxer.get());
  g_signal_connect(
      demuxer.get(), "pad-added",
      G_CALLBACK(+[](GstElement*, GstPad* pad, gpointer self) { static_cast<Pass*>(self)->add_stream(pad); }), this);
}

void Reading::Pass::add_stream(GstPad* pad) {
  gst::Caps caps{gst_pad_get_current_caps(pad)};
  if (!caps) caps.reset(gst_pad_query_caps(pad, nullptr));
  const Codec codec = codec_of(caps.get());
  const std::lock_guard lock(mutex);
  auto& known = codec.kind == StreamKind::video ? video_name : audio_name;
  if (codec.kind == StreamKind::other || !known.empty()) return;
  known = codec.name;
  if (!codec.allowed()) {
    trouble = "unsupported";
    return;
  }
  if (codec.kind == StreamKind::video) video = codec;
  build_branch(pad, codec);
}

void Reading::Pass::build_branch(GstPad* pad, const Codec& codec) {
  const gst::Element queue = gst::make("queue");
  const gst::Element parser = gst::make(*codec.parser ? codec.parser : "identity");
  const gst::Element sink = gst::make("fakesink");
  if (!queue || !parser || !sink) {
    trouble = "no-decoder";
    return;
  }
  g_object_set(queue.get(), "max-size-bytes", 16u << 20, "max-size-buffers", 0u, "max-size-time", guint64{0}, nullptr);
  g_object_set(sink.get(), "sync", FALSE, "async", FALSE, nullptr);
  gst_bin_add_many(GST_BIN(pipeline.get()), queue.get(), parser.get(), sink.get(), nullptr);
  gst_element_link(queue.get(), parser.get());
  const bool decodes = codec.kind == StreamKind::audio && depth == Depth::pictures_and_sound;
  if (!decodes || !hear_between(parser.get(), sink.get(), codec)) {
    const char* form = whole_pictures(codec.name);
    const gst::Caps wanted{form ? gst_caps_from_string(form) : gst_caps_new_any()};
    gst_element_link_filtered(parser.get(), sink.get(), wanted.get());
  }
  const gst::Pad end{gst_element_get_static_pad(parser.get(), "src")};
  GstPad* raw = end.get();  // outlives the callbacks, which are its own
  watch(raw, {[this, codec, raw](Passing& passing) { return see_buffer(codec, passing, raw); },
              [this, kind = codec.kind](const GstCaps* each) { return see_caps(kind, each); }});
  for (const auto* element : {&sink, &parser, &queue}) gst_element_sync_state_with_parent(element->get());
  const gst::Pad head{gst_element_get_static_pad(queue.get(), "sink")};
  if (gst_pad_link(pad, head.get()) == GST_PAD_LINK_OK) {
    ++linked;
    return;
  }
  // It would wait for an end that never comes.
  gst_element_set_state(sink.get(), GST_STATE_NULL);
  gst_bin_remove(GST_BIN(pipeline.get()), sink.get());
}

bool Reading::Pass::hear_between(GstElement* parser, GstElement* sink, const Codec& codec) {
  const gst::Element decoder = gst::make(codec.decoder);
  const gst::Element convert = gst::make("audioconvert");
  if (!decoder || !convert) return false;
  if (g_object_class_find_property(G_OBJECT_GET_CLASS(decoder.get()), "max-errors"))
    g_object_set(decoder.get(), "max-errors", -1, nullptr);
  gst_bin_add_many(GST_BIN(pipeline.get()), decoder.get(), convert.get(), nullptr);
  const gst::Caps mono{gst_caps_from_string("audio/x-raw,format=F32LE,channels=1")};
  gst_element_link_many(parser, decoder.get(), convert.get(), nullptr);
  gst_element_link_filtered(convert.get(), sink, mono.get());
  const gst::Pad end{gst_element_get_static_pad(sink, "sink")};
  watch(end.get(), {[this](Passing& passing) { return hear(passing); },
                    [this](const GstCaps* caps) {
                      const std::lock_guard lock(mutex);
                      return gst_structure_get_int(gst_caps_get_structure(caps, 0), "rate", &sound_rate) != FALSE;
                    }});
  for (const auto* element : {&convert, &decoder}) gst_element_sync_state_with_parent(element->get());
  return true;
}

bool Reading::Pass::see_buffer(const Codec& codec, Passing& passing, GstPad* pad) {
  const std::lock_guard lock(mutex);
  if (passing.end) newest = std::max(newest, *passing.end);
  if (passing.start && passing.after_break && GST_BUFFER_PTS_IS_VALID(passing.buffer))
    shift = nanoseconds(static_cast<std::int64_t>(GST_BUFFER_PTS(passing.buffer))) - *passing.start;
  if (passing.start && (!oldest || *passing.start < *oldest)) oldest = passing.start;
  if (codec.kind == StreamKind::video) see_picture(codec, passing, pad);
  return true;
}

void Reading::Pass::see_picture(const Codec& codec, const Passing& passing, GstPad* pad) {
  if (codec.name == "vp8") {
    const gst::Mapped bytes(passing.buffer, GST_MAP_READ);
    if (bytes && !vp8_picture_fits({bytes.data(), bytes.size()})) trouble = too_large;
  }
  if (!passing.start) return;
  ++pictures;
  newest_picture = std::max(newest_picture, *passing.start);
  if (!oldest_picture || *passing.start < *oldest_picture) oldest_picture = passing.start;
  if (depth == Depth::measures || trouble == too_large || !is_key_picture(codec.name, passing.buffer)) return;
  const gst::Caps caps{gst_pad_get_current_caps(pad)};
  keys.offer(passing.buffer, caps.get(), *passing.start);
}

bool Reading::Pass::hear(const Passing& passing) {
  const gst::Mapped bytes(passing.buffer, GST_MAP_READ);
  const std::lock_guard lock(mutex);
  if (bytes && passing.start)
    meter.add(*passing.start, sound_rate, {reinterpret_cast<const float*>(bytes.data()), bytes.size() / sizeof(float)});
  return true;
}

bool Reading::Pass::see_caps(StreamKind kind, const GstCaps* caps) {
  if (kind != StreamKind::video) return true;
  const std::lock_guard lock(mutex);
  const GstStructure* about = gst_caps_get_structure(caps, 0);
  gst_structure_get_int(about, "width", &width);
  gst_structure_get_int(about, "height", &height);
  if (!picture_fits(caps)) trouble = too_large;
  return true;
}

void Reading::Pass::see_tags(GstMessage* message) {
  GstTagList* tags = nullptr;
  gst_message_parse_tag(message, &tags);
  gchar* raw = nullptr;
  if (gst_tag_list_get_string(tags, GST_TAG_IMAGE_ORIENTATION, &raw)) {
    const gst::Text orientation{raw};
    const std::lock_guard lock(mutex);
    const std::string_view text = orientation.get();
    if (text.starts_with("rotate-")) rotation = std::atoi(text.data() + 7) % 360;
  }
  gst_tag_list_unref(tags);
}

nanoseconds Reading::Pass::begin() const {
  const auto origin = oldest.value_or(nanoseconds{0});
  return origin > milliseconds(100) ? origin : nanoseconds{0};
}

// Matroska says when the last picture ends by the file's own clock, which may begin late.
nanoseconds Reading::Pass::claims() const {
  return nanoseconds(claimed) - (container == Container::webm ? shift : nanoseconds{0});
}

Reading::Reading(std::shared_ptr<Feed> feed, Container container, Depth depth)
    : pass_(std::make_unique<Pass>(std::move(feed), container, depth)) {}
Reading::~Reading() = default;
Reading::Reading(Reading&&) noexcept = default;

void Reading::run(std::chrono::seconds patience) {
  auto& pass = *pass_;
  const gst::Handle<GstBus> bus{gst_element_get_bus(pass.pipeline.get())};
  gst_element_set_state(pass.pipeline.get(), GST_STATE_PLAYING);
  const auto wanted = static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_TAG);
  const gint64 deadline = g_get_monotonic_time() + std::chrono::microseconds(patience).count();
  for (;;) {
    const gint64 left = std::max<gint64>(0, deadline - g_get_monotonic_time());
    const gst::Message message{gst_bus_timed_pop_filtered(bus.get(), static_cast<GstClockTime>(left) * 1000, wanted)};
    pass.timed_out = !message;
    if (!message) break;
    if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_TAG) {
      pass.see_tags(message.get());
      continue;
    }
    pass.whole = GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_EOS;
    pass.failed = !pass.whole;
    if (pass.whole) gst_element_query_duration(pass.pipeline.get(), GST_FORMAT_TIME, &pass.claimed);
    break;
  }
  gst_element_set_state(pass.pipeline.get(), GST_STATE_NULL);
}

bool Reading::is_whole() const { return pass_->whole; }
bool Reading::failed() const { return pass_->failed; }

void Reading::fill(ProbeReport& report) const {
  const auto& pass = *pass_;
  const std::lock_guard lock(pass.mutex);
  report.video_codec = pass.video_name;
  report.audio_codec = pass.audio_name;
  report.width = pass.width;
  report.height = pass.height;
  report.rotation = pass.rotation;
  report.trouble = pass.trouble;
  report.readable = pass.linked > 0 && pass.oldest.has_value();
  if (pass.timed_out && report.trouble.empty()) report.trouble = "timeout";
  if (!report.readable) return;
  if (!pass.timed_out) report.duration = std::chrono::round<milliseconds>(pass.newest - pass.begin());
  if (pass.pictures > 1 && pass.newest_picture > *pass.oldest_picture) {
    const std::chrono::duration<double> span = pass.newest_picture - *pass.oldest_picture;
    report.frame_rate = std::round(static_cast<double>(pass.pictures - 1) / span.count() * 100) / 100;
  }
  if (report.trouble.empty() && pass.claims() > pass.newest + std::chrono::seconds(1)) report.trouble = "cut-off";
}

std::vector<Poster> Reading::posters(std::chrono::seconds patience) {
  auto& pass = *pass_;
  if (!pass.video.allowed() || pass.trouble == too_large) return {};
  const auto chosen = pass.keys.choose(most_posters, pass.begin(), pass.newest);
  auto posters = draw_posters(chosen, pass.video.decoder, pass.rotation, patience);
  for (auto& poster : posters) poster.at -= std::chrono::round<milliseconds>(pass.begin());
  return posters;
}

std::vector<std::uint8_t> Reading::loudness() const { return pass_->meter.strip(pass_->begin(), pass_->newest); }

Reading read_through(const std::shared_ptr<Feed>& feed, Container container, Reading::Depth depth,
                     std::chrono::seconds patience) {
  Reading reading(feed, container, depth);
  reading.run(patience);
  if (reading.is_whole() || depth != Reading::Depth::pictures_and_sound) return reading;
  Reading silent(feed, container, Reading::Depth::pictures);
  silent.run(patience);
  return silent.is_whole() ? std::move(silent) : std::move(reading);
}

}  // namespace siaga::media
