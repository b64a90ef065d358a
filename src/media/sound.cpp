#include "media/sound.h"

#include "media/audio_sink.h"
#include "media/gst_handles.h"
#include "media/media_runtime.h"

#include "base/log.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace siaga::media {

using base::fail;
using base::Fault;

// The thread that owns the pipeline: opening a device may take a second, and the UI must not wait for it.
class Siren::Voice {
 public:
  explicit Voice(std::filesystem::path file) : file_(std::move(file)), thread_([this] { run(); }) {}
  Voice(const Voice&) = delete;
  Voice& operator=(const Voice&) = delete;
  ~Voice() {
    change([this] { closing_ = true; });
    thread_.join();
  }

  void want(bool wanted) {
    change([&] {
      if (wanted) fault_ = {};  // another try
      wanted_ = wanted;
    });
  }
  bool sounding() const {
    const std::lock_guard lock(mutex_);
    return sounding_;
  }
  base::Result<void> fault() const {
    const std::lock_guard lock(mutex_);
    return fault_;
  }

 private:
  template <class Change>
  void change(Change&& apply) {
    const std::lock_guard lock(mutex_);
    apply();
    wake_.notify_one();
  }

  void run();
  base::Result<void> open();
  void repeat(bool from_anywhere);
  void close();
  void hear(GstMessage* message);
  void report(base::Error error);
  static void link_stream(GstElement*, GstPad* pad, gpointer decoder);

  const std::filesystem::path file_;
  gst::Element pipeline_;  // only on thread_

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool closing_ = false;
  bool wanted_ = false;
  bool broken_ = false;  // this pipeline is done for
  bool sounding_ = false;
  bool settled_ = false;
  bool at_end_ = false;
  base::Result<void> fault_;
  std::thread thread_;
};

void Siren::Voice::run() {
  std::unique_lock lock(mutex_);
  while (!closing_) {
    const bool is_open = pipeline_ != nullptr;
    if (is_open && (!wanted_ || broken_)) {
      lock.unlock();
      close();
      lock.lock();
      sounding_ = broken_ = false;
    } else if (!is_open && wanted_ && fault_) {
      settled_ = at_end_ = broken_ = false;
      lock.unlock();
      const auto opened = open();
      lock.lock();
      if (!opened) fault_ = opened.error();
    } else if (is_open && (settled_ || at_end_)) {
      const bool first = std::exchange(settled_, false);
      at_end_ = false;
      sounding_ = true;
      lock.unlock();
      repeat(first);
      lock.lock();
    } else {
      wake_.wait(lock);
    }
  }
  lock.unlock();
  close();
}

void Siren::Voice::link_stream(GstElement*, GstPad* pad, gpointer decoder) {
  const gst::Pad head{gst_element_get_static_pad(static_cast<GstElement*>(decoder), "sink")};
  if (!gst_pad_is_linked(head.get())) gst_pad_link(pad, head.get());
}

base::Result<void> Siren::Voice::open() {
  if (auto started = start_media(); !started) return started;
  if (!std::filesystem::exists(file_)) return fail(Fault::not_found, file_.string());
  const bool is_wav = file_.extension() == ".wav";
  const auto source = gst::make("filesrc");
  const auto demuxer = gst::make(is_wav ? "wavparse" : "oggdemux");
  const auto decoder = gst::make(is_wav ? "identity" : "vorbisdec");
  const auto convert = gst::make("audioconvert");
  const auto resample = gst::make("audioresample");
  const auto sink = make_audio_sink("siren-sink");
  if (!source || !demuxer || !decoder || !convert || !resample || !sink)
    return fail(Fault::unavailable, "a GStreamer plugin is missing");
  pipeline_.reset(GST_ELEMENT(gst_object_ref_sink(gst_pipeline_new(nullptr))));
  g_object_set(source.get(), "location", file_.c_str(), nullptr);
  gst_bin_add_many(GST_BIN(pipeline_.get()), source.get(), demuxer.get(), decoder.get(), convert.get(), resample.get(),
                   sink.get(), nullptr);
  gst_element_link(source.get(), demuxer.get());
  gst_element_link_many(decoder.get(), convert.get(), resample.get(), sink.get(), nullptr);
  if (!gst_element_link(demuxer.get(), decoder.get()))
    g_signal_connect(demuxer.get(), "pad-added", G_CALLBACK(link_stream), decoder.get());
  const gst::Handle<GstBus> bus{gst_element_get_bus(pipeline_.get())};
  gst_bus_set_sync_handler(
      bus.get(),
      [](GstBus*, GstMessage* message, gpointer self) {
        const gst::Message owned{message};
        static_cast<Voice*>(self)->hear(message);
        return GST_BUS_DROP;
      },
      this, nullptr);
  gst_element_set_state(pipeline_.get(), GST_STATE_PAUSED);
  return {};
}

// Plays once more from the beginning; as a segment, so that the end comes as a message and the next round without a
// gap.
void Siren::Voice::repeat(bool from_anywhere) {
  const auto how =
      static_cast<GstSeekFlags>(GST_SEEK_FLAG_SEGMENT | (from_anywhere ? GST_SEEK_FLAG_FLUSH : GST_SEEK_FLAG_NONE));
  if (!gst_element_seek(pipeline_.get(), 1.0, GST_FORMAT_TIME, how, GST_SEEK_TYPE_SET, 0, GST_SEEK_TYPE_SET, -1))
    report(fail(Fault::internal, "the sound can't be repeated"));
  if (from_anywhere) gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
}

void Siren::Voice::close() {
  if (!pipeline_) return;
  gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
  const gst::Handle<GstBus> bus{gst_element_get_bus(pipeline_.get())};
  gst_bus_set_sync_handler(bus.get(), nullptr, nullptr, nullptr);
  pipeline_.reset();
}

void Siren::Voice::report(base::Error error) {
  base::log::warning("siren.fault", {{"error", base::log::describe(error)}});
  change([&] {
    fault_ = std::move(error);
    broken_ = true;
  });
}

void Siren::Voice::hear(GstMessage* message) {
  GError* raw = nullptr;
  switch (GST_MESSAGE_TYPE(message)) {
    case GST_MESSAGE_ASYNC_DONE: change([this] { settled_ = !sounding_; }); return;
    case GST_MESSAGE_SEGMENT_DONE:
    case GST_MESSAGE_EOS: change([this] { at_end_ = true; }); return;
    // Without a device autoaudiosink only warns, and then plays into nothing: that is not sounding.
    case GST_MESSAGE_WARNING: gst_message_parse_warning(message, &raw, nullptr); break;
    case GST_MESSAGE_ERROR: gst_message_parse_error(message, &raw, nullptr); break;
    default: return;
  }
  const gst::ErrorText error{raw};
  report(fail(error->domain == GST_STREAM_ERROR ? Fault::corrupt : Fault::unavailable, error->message));
}

Siren::Siren(std::filesystem::path file) : voice_(std::make_unique<Voice>(std::move(file))) {}
Siren::~Siren() = default;
void Siren::start() { voice_->want(true); }
void Siren::stop() { voice_->want(false); }
bool Siren::sounding() const { return voice_->sounding(); }
base::Result<void> Siren::last_fault() const { return voice_->fault(); }

}  // namespace siaga::media
