#include "media/demo_camera.h"

#include "media/gst_handles.h"
#include "media/media_runtime.h"
#include "media/mp4_rotation.h"
#include "media/street_scene.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>

#include <atomic>
#include <cmath>
#include <cstring>
#include <filesystem>

#include <unistd.h>

namespace siaga::media {
namespace {

using base::fail;
using base::Fault;
using Format = DemoCamera::Format;

constexpr int samples_per_second = 48'000;

std::string caps_of_picture(const DemoCamera::Options& options) {
  return "video/x-raw,format=BGRx,width=" + std::to_string(options.width) +
         ",height=" + std::to_string(options.height) +
         ",framerate=" + (options.uneven ? "0" : std::to_string(options.frames_per_second)) + "/1";
}

std::string description_of(const DemoCamera::Options& options) {
  const std::string second = std::to_string(options.frames_per_second);
  std::string mux;
  switch (options.format) {
    case Format::fragmented_mp4: mux = "mp4mux name=mux fragment-duration=500 streamable=true"; break;
    case Format::mp4: mux = "mp4mux name=mux"; break;
    case Format::webm: mux = "matroskamux name=mux streamable=true"; break;
    case Format::mpegts: mux = "mpegtsmux name=mux"; break;
  }
  // Muxers hold one stream back until the other has come as far; the pictures must not stop meanwhile.
  const std::string room = " ! queue max-size-buffers=0 max-size-bytes=0 max-size-time=3000000000";
  const std::string h264 = std::string("x264enc bitrate=1200 threads=1 ") +
                           (options.format == Format::mp4 ? "speed-preset=veryfast bframes=2 b-adapt=false"
                                                          : "speed-preset=ultrafast tune=zerolatency") +
                           " key-int-max=" + second + " ! h264parse";
  const bool is_webm = options.format == Format::webm;
  std::string text =
      mux + (options.format == Format::mp4 ? " ! filesink name=file sync=false" : " ! appsink name=out sync=false");
  if (options.video)
    text += " appsrc name=picture format=time block=true max-bytes=" +
            std::to_string(4 * options.width * options.height * 4) + " caps=\"" + caps_of_picture(options) +
            "\" ! videoconvert ! video/x-raw,format=I420 ! " +
            (is_webm ? "vp8enc deadline=1 cpu-used=8 target-bitrate=1200000 keyframe-max-dist=" + second : h264) +
            room + " ! mux.";
  if (options.audio)
    text += " appsrc name=sound format=time caps=\"audio/x-raw,format=S16LE,channels=1,layout=interleaved,rate=" +
            std::to_string(samples_per_second) + "\" ! audioconvert ! " +
            (is_webm ? "opusenc bitrate=32000" : "avenc_aac bitrate=64000 ! aacparse") + " ! mux.";
  return text;
}

// An engine that breathes, wind, and a short tone every five seconds.
void fill_sound(std::int16_t* samples, std::int64_t first, int count) {
  std::uint32_t dice = static_cast<std::uint32_t>(first) * 2654435761U + 1;
  for (int i = 0; i < count; ++i) {
    const double at = static_cast<double>(first + i) / samples_per_second;
    dice = dice * 1664525U + 1013904223U;
    const double wind = (static_cast<double>(dice >> 16) / 65536.0 - 0.5) * 0.05;
    const double engine =
        0.10 * std::sin(at * 2 * M_PI * 62) * (0.7 + 0.3 * std::sin(at * 1.3)) + 0.04 * std::sin(at * 2 * M_PI * 124);
    const double tone = std::fmod(at, 5.0) < 0.25 ? 0.18 * std::sin(at * 2 * M_PI * 880) : 0.0;
    samples[i] = static_cast<std::int16_t>((wind + engine + tone) * 32767);
  }
}

class Recording {
 public:
  Recording(const DemoCamera::Options& options, const DemoCamera::Sink& sink)
      : options_(options),
        sink_(sink),
        scene_(options.rotation % 180 == 0 ? options.width : options.height,
               options.rotation % 180 == 0 ? options.height : options.width, options.seed, options.label) {}
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;
  ~Recording() {
    if (pipeline_) gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
    if (!file_.empty()) std::filesystem::remove(file_);
  }

  base::Result<void> begin();
  bool refused() const { return refused_; }
  void push(std::uint32_t number);
  base::Result<void> finish();

 private:
  GstClockTime time_of(std::uint32_t number) const {
    return static_cast<GstClockTime>(frame_start(options_, number).count());
  }
  void push_picture(std::uint32_t number);
  void push_sound(std::uint32_t number);
  void deliver(GstSample* sample);
  base::Result<void> deliver_file();

  const DemoCamera::Options& options_;
  const DemoCamera::Sink& sink_;
  StreetScene scene_;
  gst::Element pipeline_;
  gst::Element picture_;
  gst::Element sound_;
  std::filesystem::path file_;
  std::atomic<bool> refused_ = false;
  bool past_index_ = false;  // only on the muxer's thread
};

base::Result<void> Recording::begin() {
  GError* raw = nullptr;
  GstElement* made =
      gst_parse_launch_full(description_of(options_).c_str(), nullptr, GST_PARSE_FLAG_FATAL_ERRORS, &raw);
  const gst::ErrorText error{raw};
  if (!made) return fail(Fault::unavailable, error ? error->message : "no pipeline");
  pipeline_.reset(GST_ELEMENT(gst_object_ref_sink(made)));
  auto* bin = GST_BIN(pipeline_.get());
  picture_.reset(gst_bin_get_by_name(bin, "picture"));
  sound_.reset(gst_bin_get_by_name(bin, "sound"));
  if (const gst::Element out{gst_bin_get_by_name(bin, "out")}) {
    GstAppSinkCallbacks callbacks{};
    callbacks.new_sample = [](GstAppSink* from, gpointer self) {
      if (const gst::Sample sample{gst_app_sink_pull_sample(from)})
        static_cast<Recording*>(self)->deliver(sample.get());
      return GST_FLOW_OK;
    };
    gst_app_sink_set_callbacks(GST_APP_SINK(out.get()), &callbacks, this, nullptr);
  }
  if (const gst::Element out{gst_bin_get_by_name(bin, "file")}) {
    std::string pattern = (std::filesystem::temp_directory_path() / "siaga-demo-XXXXXX").string();
    const int fd = g_mkstemp(pattern.data());
    if (fd < 0) return fail(Fault::internal, "no temporary file");
    ::close(fd);
    file_ = pattern;
    g_object_set(out.get(), "location", file_.c_str(), nullptr);
  }
  gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
  return {};
}

void Recording::push(std::uint32_t number) {
  if (picture_) push_picture(number);
  if (sound_) push_sound(number);
}

void Recording::push_picture(std::uint32_t number) {
  const Canvas& upright = scene_.draw(number, static_cast<double>(time_of(number)) / 1e9);
  // The tag says "turn clockwise to see it upright", so what is coded is turned the other way.
  const Canvas coded = turned(upright, (360 - options_.rotation) % 360);
  GstBuffer* buffer = gst_buffer_new_memdup(coded.pixels.data(), coded.pixels.size() * 4);
  GST_BUFFER_PTS(buffer) = time_of(number);
  GST_BUFFER_DURATION(buffer) = time_of(number + 1) - time_of(number);
  gst_app_src_push_buffer(GST_APP_SRC(picture_.get()), buffer);
}

void Recording::push_sound(std::uint32_t number) {
  const auto first = static_cast<std::int64_t>(gst_util_uint64_scale(time_of(number), samples_per_second, GST_SECOND));
  const auto last =
      static_cast<std::int64_t>(gst_util_uint64_scale(time_of(number + 1), samples_per_second, GST_SECOND));
  gst::Buffer buffer{gst_buffer_new_allocate(nullptr, static_cast<gsize>(last - first) * 2, nullptr)};
  {
    const gst::Mapped bytes(buffer.get(), GST_MAP_WRITE);
    fill_sound(reinterpret_cast<std::int16_t*>(bytes.data()), first, static_cast<int>(last - first));
  }
  GST_BUFFER_PTS(buffer.get()) = gst_util_uint64_scale(static_cast<guint64>(first), GST_SECOND, samples_per_second);
  GST_BUFFER_DURATION(buffer.get()) =
      gst_util_uint64_scale(static_cast<guint64>(last - first), GST_SECOND, samples_per_second);
  gst_app_src_push_buffer(GST_APP_SRC(sound_.get()), buffer.release());
}

void Recording::deliver(GstSample* sample) {
  const gst::Mapped bytes(gst_sample_get_buffer(sample), GST_MAP_READ);
  if (refused_ || !bytes) return;
  std::string piece(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  // The index of a fragmented MP4 comes first, and in one piece.
  if (options_.rotation != 0 && !past_index_) set_mp4_rotation(piece, options_.rotation);
  past_index_ = past_index_ || piece.find("moof") != std::string::npos;
  if (!sink_(piece)) refused_ = true;
}

base::Result<void> Recording::finish() {
  if (picture_) gst_app_src_end_of_stream(GST_APP_SRC(picture_.get()));
  if (sound_) gst_app_src_end_of_stream(GST_APP_SRC(sound_.get()));
  const gst::Handle<GstBus> bus{gst_element_get_bus(pipeline_.get())};
  const auto wanted = static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  const gst::Message last{gst_bus_timed_pop_filtered(bus.get(), 60 * GST_SECOND, wanted)};
  if (!last) return fail(Fault::internal, "the recording does not end");
  if (GST_MESSAGE_TYPE(last.get()) == GST_MESSAGE_ERROR) {
    GError* raw = nullptr;
    gst_message_parse_error(last.get(), &raw, nullptr);
    const gst::ErrorText error{raw};
    return fail(Fault::internal, error->message);
  }
  if (file_.empty()) return {};
  gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
  return deliver_file();
}

base::Result<void> Recording::deliver_file() {
  gchar* content = nullptr;
  gsize size = 0;
  if (!g_file_get_contents(file_.c_str(), &content, &size, nullptr))
    return fail(Fault::internal, "the recording is gone");
  const gst::Text owned{content};
  // The index comes last, after pictures whose bytes could look like anything.
  if (const auto index = std::string_view(content, size).rfind("moov");
      options_.rotation != 0 && index != std::string_view::npos)
    set_mp4_rotation({content + index, size - index}, options_.rotation);
  constexpr gsize piece = 64 << 10;
  for (gsize at = 0; at < size; at += piece)
    if (!sink_({content + at, std::min(piece, size - at)})) break;
  return {};
}

}  // namespace

std::chrono::nanoseconds frame_start(const DemoCamera::Options& options, std::uint32_t number) {
  using std::chrono::nanoseconds;
  const auto even = [&](std::uint32_t frames) {
    return nanoseconds(std::chrono::seconds(1)) * frames / options.frames_per_second;
  };
  if (!options.uneven) return even(number);
  // Lengths of 1, 3, 1, 1 and 4 frames, over and over.
  constexpr std::uint32_t starts[] = {0, 1, 4, 5, 6};
  return even(number / 5 * 10 + starts[number % 5]);
}

void DemoCamera::stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  wake_.notify_all();
}

bool DemoCamera::stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

bool DemoCamera::wait_until(std::chrono::steady_clock::time_point moment) {
  std::unique_lock lock(mutex_);
  return !wake_.wait_until(lock, moment, [this] { return stopping_; });
}

base::Result<void> DemoCamera::run(const Sink& sink) {
  if (auto started = start_media(); !started) return started;
  Recording recording(options_, sink);
  if (auto begun = recording.begin(); !begun) return begun;
  const auto start = std::chrono::steady_clock::now();
  for (std::uint32_t number = 0; options_.length.count() == 0 || frame_start(options_, number) < options_.length;
       ++number) {
    if (stopping() || recording.refused()) break;
    recording.push(number);
    if (options_.live && !wait_until(start + frame_start(options_, number + 1))) break;
  }
  return recording.finish();
}

}  // namespace siaga::media
