#include "media/listener.h"

#include "media/media_runtime.h"

#include <gst/base/gstbasesink.h>

#include <cstdlib>
#include <mutex>
#include <stdexcept>

namespace {

struct SiagaListener {
  GstBaseSink parent;
  int number;
};
struct SiagaListenerClass {
  GstBaseSinkClass parent_class;
};

G_DEFINE_TYPE(SiagaListener, siaga_listener, GST_TYPE_BASE_SINK)

std::mutex heard_mutex;
int sinks = 0;
std::vector<siaga::test::Heard> all_heard;

GstStaticPadTemplate listener_pad =
    GST_STATIC_PAD_TEMPLATE("sink", GST_PAD_SINK, GST_PAD_ALWAYS, GST_STATIC_CAPS("audio/x-raw"));

GstFlowReturn render(GstBaseSink* sink, GstBuffer* buffer) {
  const auto due = gst_segment_to_running_time(&sink->segment, GST_FORMAT_TIME, GST_BUFFER_PTS(buffer));
  const std::lock_guard lock(heard_mutex);
  all_heard.push_back({reinterpret_cast<SiagaListener*>(sink)->number,
                       std::chrono::nanoseconds(static_cast<std::int64_t>(due)),
                       std::chrono::nanoseconds(static_cast<std::int64_t>(GST_BUFFER_DURATION(buffer)))});
  return GST_FLOW_OK;
}

void siaga_listener_class_init(SiagaListenerClass* type) {
  GST_BASE_SINK_CLASS(type)->render = render;
  gst_element_class_add_static_pad_template(GST_ELEMENT_CLASS(type), &listener_pad);
  gst_element_class_set_static_metadata(GST_ELEMENT_CLASS(type), "Listener", "Sink/Audio", "Writes down what it hears",
                                        "Siaga");
}

void siaga_listener_init(SiagaListener* sink) {
  const std::lock_guard lock(heard_mutex);
  sink->number = ++sinks;
}

constexpr const char* variable = "SIAGA_AUDIO_SINK";
constexpr const char* factory = "siagalistener";

}  // namespace

namespace siaga::test {

Listener::Listener() {
  const bool ready =
      media::start_media() && gst_element_register(nullptr, factory, GST_RANK_NONE, siaga_listener_get_type());
  if (!ready) throw std::runtime_error("no listener");
  if (const char* sink = std::getenv(variable)) before_ = sink;
  ::setenv(variable, factory, 1);
  const std::lock_guard lock(heard_mutex);
  all_heard.clear();
}

Listener::~Listener() { ::setenv(variable, before_.c_str(), 1); }

std::vector<Heard> Listener::heard() const {
  const std::lock_guard lock(heard_mutex);
  return all_heard;
}

}  // namespace siaga::test
