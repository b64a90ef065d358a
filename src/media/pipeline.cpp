#include "media/pipeline.h"

#include "media/audio_sink.h"
#include "media/feed_source.h"
#include "media/picture_guard.h"
#include "media/sample_frame.h"
#include "media/stream_watch.h"

#include "base/log.h"

#include <gst/app/gstappsink.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace siaga::media {
namespace {

// Limits by bytes only: limits of time or number stall the other stream when the two are far apart in the file.
gst::Element make_queue(const char* name) {
  auto queue = gst::make("queue", name);
  if (queue)
    g_object_set(queue.get(), "max-size-bytes", 16u << 20, "max-size-buffers", 0u, "max-size-time", guint64{0},
                 nullptr);
  return queue;
}

gst::Element make_decoder(const Codec& codec, const char* name) {
  auto decoder = gst::make(codec.decoder, name);
  if (decoder && g_object_class_find_property(G_OBJECT_GET_CLASS(decoder.get()), "max-threads"))
    g_object_set(decoder.get(), "max-threads", 2, nullptr);
  return decoder;
}

gst::Element make_picture_sink() {
  auto sink = gst::make("appsink", "picture-sink");
  if (!sink) return sink;
  const gst::Caps caps{gst_caps_from_string("video/x-raw,format=BGRx")};
  g_object_set(sink.get(), "caps", caps.get(), "max-buffers", 1u, "enable-last-sample", FALSE, "qos", TRUE, nullptr);
  return sink;
}

// Elements of the sound's branch are named "sound-…", so that their faults don't end the pictures.
bool belongs_to_sound(GstObject* object) {
  for (; object; object = GST_OBJECT_PARENT(object))
    if (g_str_has_prefix(GST_OBJECT_NAME(object), "sound-")) return true;
  return false;
}

// Adds a chain behind `pad`, the sink first in motion. False: an element is missing, or they don't fit.
bool add_chain(GstBin* bin, GstPad* pad, const std::vector<gst::Element>& chain) {
  if (std::any_of(chain.begin(), chain.end(), [](const gst::Element& element) { return !element; })) return false;
  for (const auto& element : chain) gst_bin_add(bin, element.get());
  for (std::size_t i = 1; i < chain.size(); ++i)
    if (!gst_element_link(chain[i - 1].get(), chain[i].get())) return false;
  for (auto element = chain.rbegin(); element != chain.rend(); ++element)
    gst_element_sync_state_with_parent(element->get());
  const gst::Pad head{gst_element_get_static_pad(chain.front().get(), "sink")};
  return gst_pad_link(pad, head.get()) == GST_PAD_LINK_OK;
}

Trouble trouble_of(const GError& error) {
  if (error.domain == GST_CORE_ERROR && error.code == GST_CORE_ERROR_MISSING_PLUGIN) return Trouble::no_decoder;
  if (error.domain == GST_STREAM_ERROR && error.code == GST_STREAM_ERROR_CODEC_NOT_FOUND) return Trouble::no_decoder;
  if (error.domain == GST_STREAM_ERROR && error.code == GST_STREAM_ERROR_DECRYPT) return Trouble::unsupported;
  return Trouble::unreadable;
}

}  // namespace

Pipeline::Pipeline(std::shared_ptr<Feed> feed, std::shared_ptr<PictureIndex> index, Settings settings,
                   Callbacks callbacks)
    : reader_(std::make_shared<Feed::Reader>(std::move(feed))),
      index_(std::move(index)),
      settings_(settings),
      callbacks_(std::move(callbacks)),
      pipeline_(GST_ELEMENT(gst_object_ref_sink(gst_pipeline_new(nullptr)))),
      demuxer_(gst::make(demuxer_of(settings.container), "demuxer")),
      volume_level_(settings.volume),
      muted_(settings.muted) {
  const gst::Handle<GstBus> bus{gst_element_get_bus(pipeline_.get())};
  gst_bus_set_sync_handler(
      bus.get(),
      [](GstBus*, GstMessage* message, gpointer self) {
        const gst::Message owned{message};
        static_cast<Pipeline*>(self)->hear(message);
        return GST_BUS_DROP;
      },
      this, nullptr);
  if (!demuxer_) {
    fail(Trouble::no_decoder);
    return;
  }
  reader_->never_wait_on(std::this_thread::get_id());
  const auto source = make_feed_source(reader_);
  gst_bin_add_many(GST_BIN(pipeline_.get()), source.get(), demuxer_.get(), nullptr);
  gst_element_link(source.get(), demuxer_.get());
  g_signal_connect(demuxer_.get(), "pad-added", G_CALLBACK(+[](GstElement*, GstPad* pad, gpointer self) {
                     static_cast<Pipeline*>(self)->add_stream(pad);
                   }),
                   this);
  g_signal_connect(demuxer_.get(), "no-more-pads",
                   G_CALLBACK(+[](GstElement*, gpointer self) { static_cast<Pipeline*>(self)->finish_streams(); }),
                   this);
}

Pipeline::~Pipeline() {
  closing_ = true;
  reader_->unlock();  // a demuxer that waits at the edge would hold the change of state
  gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
  gst_bin_sync_children_states(GST_BIN(pipeline_.get()));  // a branch that was being added just then
  const gst::Handle<GstBus> bus{gst_element_get_bus(pipeline_.get())};
  gst_bus_set_sync_handler(bus.get(), nullptr, nullptr, nullptr);
}

bool Pipeline::set_running(bool running) {
  return gst_element_set_state(pipeline_.get(), running ? GST_STATE_PLAYING : GST_STATE_PAUSED) ==
         GST_STATE_CHANGE_ASYNC;
}

bool Pipeline::step() {
  GstElement* sink = nullptr;
  {
    const std::lock_guard lock(mutex_);
    sink = picture_sink_.get();
  }
  return sink && gst_element_send_event(sink, gst_event_new_step(GST_FORMAT_BUFFERS, 1, 1.0, TRUE, FALSE));
}

bool Pipeline::seek(const Target& target) {
  ++seeks_;
  strict_ = target.strict;
  key_only_ = target.key_only;
  {
    const std::lock_guard lock(mutex_);
    silent_ = target.rate < 0.5 || target.rate > 2;  // a voice can't be understood any more
    apply_volume();
  }
  const auto how = static_cast<GstSeekFlags>(GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE);
  return gst_element_seek(pipeline_.get(), target.rate, GST_FORMAT_TIME, how, GST_SEEK_TYPE_SET,
                          std::max<gint64>(0, target.to.count()), GST_SEEK_TYPE_SET,
                          target.until ? target.until->count() : -1) != FALSE;
}

void Pipeline::set_volume(double volume, bool muted) {
  const std::lock_guard lock(mutex_);
  volume_level_ = volume;
  muted_ = muted;
  apply_volume();
}

// Under the lock.
void Pipeline::apply_volume() {
  if (volume_) g_object_set(volume_.get(), "volume", volume_level_, "mute", muted_ || silent_ ? TRUE : FALSE, nullptr);
}

bool Pipeline::picture_ended() const {
  const std::lock_guard lock(mutex_);
  return picture_sink_ && gst_app_sink_is_eos(GST_APP_SINK(picture_sink_.get()));
}

std::optional<Pipeline::Time> Pipeline::position() const {
  gint64 at = 0;
  if (!gst_element_query_position(pipeline_.get(), GST_FORMAT_TIME, &at) || at < 0) return std::nullopt;
  return Time(at);
}

std::optional<Pipeline::Time> Pipeline::duration() const {
  gint64 length = 0;
  if (!gst_element_query_duration(pipeline_.get(), GST_FORMAT_TIME, &length) || length <= 0) return std::nullopt;
  return Time(length);
}

bool Pipeline::can_seek() const {
  const std::unique_ptr<GstQuery, void (*)(GstQuery*)> query{gst_query_new_seeking(GST_FORMAT_TIME),
                                                             [](GstQuery* asked) { gst_query_unref(asked); }};
  gboolean seekable = FALSE;
  if (gst_element_query(pipeline_.get(), query.get()))
    gst_query_parse_seeking(query.get(), nullptr, &seekable, nullptr, nullptr);
  return seekable != FALSE;
}

Pipeline::Facts Pipeline::facts() const {
  const std::lock_guard lock(mutex_);
  return facts_;
}

void Pipeline::add_stream(GstPad* pad) {
  if (closing_) return;
  gst::Caps caps{gst_pad_get_current_caps(pad)};
  if (!caps) caps.reset(gst_pad_query_caps(pad, nullptr));
  const Codec codec = codec_of(caps.get());
  if (codec.kind == StreamKind::other) return;
  {
    const std::lock_guard lock(mutex_);
    auto& known = codec.kind == StreamKind::video ? facts_.video_codec : facts_.audio_codec;
    if (!known.empty()) return;  // the first of each kind is played
    known = codec.name;
  }
  if (!codec.allowed()) return refuse(Trouble::unsupported);
  if (codec.kind == StreamKind::video) return add_video(pad, codec);
  if (settings_.audible) return add_audio(pad, codec);
  const std::lock_guard lock(mutex_);
  facts_.has_audio = true;
}

void Pipeline::add_video(GstPad* pad, const Codec& codec) {
  std::vector<gst::Element> chain;
  chain.push_back(make_queue("picture-queue"));
  if (*codec.parser) chain.push_back(gst::make(codec.parser, "picture-parser"));
  auto decoder = make_decoder(codec, "picture-decoder");
  if (!decoder) return refuse(Trouble::no_decoder);
  watch_decoder(decoder.get(), codec);
  chain.push_back(std::move(decoder));
  chain.push_back(gst::make("videoflip", "picture-flip"));  // before videoconvert: 1.9 times faster than after
  if (chain.back()) g_object_set(chain.back().get(), "video-direction", 8 /* by the recording's own tag */, nullptr);
  chain.push_back(gst::make("videoconvert", "picture-convert"));
  auto sink = make_picture_sink();
  if (!sink) return refuse(Trouble::no_decoder);
  GstAppSinkCallbacks callbacks{};
  callbacks.new_preroll = [](GstAppSink* from, gpointer self) {
    if (const gst::Sample sample{gst_app_sink_try_pull_preroll(from, 0)})
      static_cast<Pipeline*>(self)->hand_over(sample.get(), true);
    return GST_FLOW_OK;
  };
  callbacks.new_sample = [](GstAppSink* from, gpointer self) {
    if (const gst::Sample sample{gst_app_sink_try_pull_sample(from, 0)})
      static_cast<Pipeline*>(self)->hand_over(sample.get(), false);
    return GST_FLOW_OK;
  };
  gst_app_sink_set_callbacks(GST_APP_SINK(sink.get()), &callbacks, this, nullptr);
  {
    const std::lock_guard lock(mutex_);
    picture_sink_ = gst::Element{GST_ELEMENT(gst_object_ref(sink.get()))};
    facts_.has_video = true;
  }
  chain.push_back(std::move(sink));
  watch_demuxed(pad);
  if (!add_chain(GST_BIN(pipeline_.get()), pad, chain)) refuse(Trouble::no_decoder);
}

void Pipeline::add_audio(GstPad* pad, const Codec& codec) {
  std::vector<gst::Element> chain;
  chain.push_back(make_queue("sound-queue"));
  if (*codec.parser) chain.push_back(gst::make(codec.parser, "sound-parser"));
  chain.push_back(gst::make(codec.decoder, "sound-decoder"));
  chain.push_back(gst::make("audioconvert", "sound-convert"));
  chain.push_back(gst::make("audioresample", "sound-resample"));
  chain.push_back(gst::make("scaletempo", "sound-tempo"));
  auto volume = gst::make("volume", "sound-volume");
  if (volume) chain.push_back(gst::Element{GST_ELEMENT(gst_object_ref(volume.get()))});
  chain.push_back(make_audio_sink("sound-sink"));
  if (std::any_of(chain.begin(), chain.end(), [](const gst::Element& element) { return !element; }))
    return;  // pictures go on silently
  {
    const std::lock_guard lock(mutex_);
    facts_.has_audio = true;
    volume_ = std::move(volume);
    apply_volume();
  }
  watch_demuxed(pad);
  if (!add_chain(GST_BIN(pipeline_.get()), pad, chain)) callbacks_.sound_broken();
}

void Pipeline::finish_streams() {
  const auto found = facts();
  if (!found.has_video && !found.has_audio)
    fail(found.refused == Trouble::none ? Trouble::unreadable : found.refused);
  else if (!found.has_video && !settings_.audible)
    fail(Trouble::unsupported);
}

void Pipeline::watch_demuxed(GstPad* pad) {
  watch(pad, {[this](Passing& passing) {
                ++passed_;
                const std::lock_guard lock(mutex_);
                if (passing.end) facts_.newest = std::max(facts_.newest, *passing.end);
                if (passing.start && passing.after_break && GST_BUFFER_PTS_IS_VALID(passing.buffer))
                  facts_.shift = Time(static_cast<std::int64_t>(GST_BUFFER_PTS(passing.buffer))) - *passing.start;
                if (passing.start && passing.after_break && (!facts_.oldest || *passing.start < *facts_.oldest))
                  facts_.oldest = passing.start;
                return true;
              },
              {}});
}

void Pipeline::watch_decoder(GstElement* decoder, const Codec& codec) {
  const gst::Pad pad{gst_element_get_static_pad(decoder, "sink")};
  const bool is_vp8 = codec.name == "vp8";
  const std::string name(codec.name);
  const auto fits_or_fail = [this](bool fits) {
    if (!fits) fail(Trouble::too_large_picture);
    return fits;
  };
  watch(pad.get(), {[this, is_vp8, name, fits_or_fail](Passing& passing) {
                      ++passed_;
                      if (is_vp8) {
                        const gst::Mapped bytes(passing.buffer, GST_MAP_READ);
                        if (bytes && !fits_or_fail(vp8_picture_fits({bytes.data(), bytes.size()}))) return false;
                      }
                      if (!passing.start) return true;
                      if (passing.after_break) {
                        seek_of_pictures_ = seeks_.load();
                        index_->begin_run(*passing.start);
                      }
                      index_->add(*passing.start);
                      passing.skip = key_only_ && !is_key_picture(name, passing.buffer);
                      if (!passing.skip) mark_picture(passing, {seek_of_pictures_, strict_});
                      return true;
                    },
                    [fits_or_fail](const GstCaps* caps) { return fits_or_fail(picture_fits(caps)); }});
}

void Pipeline::hand_over(GstSample* sample, bool waiting) {
  ++passed_;
  auto shot = shot_of(sample);
  if (!shot.frame) return;
  if (!key_only_) index_->shown(shot.frame->time);
  callbacks_.picture(std::move(shot), waiting);
}

void Pipeline::hear(GstMessage* message) {
  switch (GST_MESSAGE_TYPE(message)) {
    case GST_MESSAGE_ASYNC_DONE: callbacks_.settled(); break;
    case GST_MESSAGE_EOS: callbacks_.ended(seeks_); break;
    case GST_MESSAGE_ERROR: {
      GError* raw = nullptr;
      gchar* raw_debug = nullptr;
      gst_message_parse_error(message, &raw, &raw_debug);
      const gst::ErrorText error{raw};
      const gst::Text debug{raw_debug};
      base::log::info("player.fault",
                      {{"element", GST_OBJECT_NAME(GST_MESSAGE_SRC(message))}, {"detail", error->message}});
      if (belongs_to_sound(GST_MESSAGE_SRC(message)))
        callbacks_.sound_broken();
      else
        callbacks_.broken(trouble_of(*error));
      break;
    }
    default: break;
  }
}

void Pipeline::refuse(Trouble why) {
  const std::lock_guard lock(mutex_);
  facts_.refused = why;
}

void Pipeline::fail(Trouble why) { callbacks_.broken(why); }

}  // namespace siaga::media
