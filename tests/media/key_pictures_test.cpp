// Posters out of key pictures: how long drawing them may take altogether.
#include "media/key_pictures.h"

#include <boost/test/unit_test.hpp>

#include <chrono>

using namespace siaga::media;
using namespace std::chrono_literals;

namespace {

constexpr auto each_takes = 150ms;

/// GStreamer's identity, which lets each picture wait: a decoder that is slow, and not idle, on any machine.
const char* slow_decoder() {
  constexpr auto* name = "siagaslowdecoder";
  if (const gst::Handle<GstObject> known{GST_OBJECT(gst_element_factory_find(name))}) return name;
  const auto identity = gst::make("identity");
  GTypeQuery about{};
  g_type_query(G_OBJECT_TYPE(identity.get()), &about);
  GTypeInfo type{};
  type.class_size = static_cast<guint16>(about.class_size);
  type.instance_size = static_cast<guint16>(about.instance_size);
  type.instance_init = [](GTypeInstance* made, gpointer) {
    g_object_set(made, "sleep-time", static_cast<guint>(std::chrono::microseconds(each_takes).count()), nullptr);
  };
  gst_element_register(nullptr, name, GST_RANK_NONE,
                       g_type_register_static(about.type, "SiagaSlowDecoder", &type, GTypeFlags{}));
  return name;
}

/// As many as a recording has posters, not compressed: identity decodes nothing.
std::vector<KeyPictures::Kept> pictures() {
  const gst::Caps caps{gst_caps_from_string("video/x-raw,format=I420,width=64,height=32,framerate=1/1")};
  KeyPictures keys;
  for (std::size_t i = 0; i < most_posters; ++i) {
    const gst::Buffer picture{gst_buffer_new_allocate(nullptr, 64 * 32 * 3 / 2, nullptr)};
    gst_buffer_memset(picture.get(), 0, 0x80, 64 * 32 * 3 / 2);
    keys.offer(picture.get(), caps.get(), std::chrono::seconds(i));
  }
  return keys.choose(most_posters, 0s, std::chrono::seconds(most_posters));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(key_pictures)

BOOST_AUTO_TEST_CASE(posters_share_one_time_and_what_is_not_drawn_by_then_is_left_out) {
  gst_init(nullptr, nullptr);
  BOOST_TEST(draw_posters(pictures(), slow_decoder(), 0, 10min).size() == most_posters);
  // Each of them would come in time, were it the only one.
  BOOST_TEST(draw_posters(pictures(), slow_decoder(), 0, 2 * each_takes).size() < most_posters);
}

BOOST_AUTO_TEST_SUITE_END()
