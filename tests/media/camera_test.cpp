#include "media/clips.h"
#include "media/container.h"

#include <boost/test/unit_test.hpp>

#include <chrono>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using Format = DemoCamera::Format;

BOOST_AUTO_TEST_CASE(the_first_fragment_comes_long_before_the_end) {
  auto options = test::small_clip(Format::fragmented_mp4);
  options.live = true;
  options.length = 60s;
  DemoCamera camera(options);
  const auto start = std::chrono::steady_clock::now();
  std::string bytes;
  const auto done = camera.run([&](std::string_view piece) {
    bytes += piece;
    return bytes.find("moof") == std::string::npos;
  });
  BOOST_TEST(done.has_value());
  const auto took = std::chrono::steady_clock::now() - start;
  BOOST_TEST((took < options.length));
  BOOST_TEST((took > 300ms));  // at the speed of recording
}

BOOST_AUTO_TEST_CASE(stop_ends_the_file_properly) {
  auto options = test::small_clip(Format::mpegts);
  options.length = 0ms;
  DemoCamera camera(options);
  std::size_t count = 0;
  const auto done = camera.run([&](std::string_view piece) {
    count += piece.size();
    if (count > 20'000) camera.stop();
    return true;
  });
  BOOST_TEST(done.has_value());
  BOOST_TEST(count % 188 == 0u);
}
