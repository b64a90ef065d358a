#include "media/still.h"

#include "base/file.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <vector>

using namespace siaga;

namespace {

media::Frame grey(int width, int height) {
  media::Frame frame;
  frame.width = width;
  frame.height = height;
  frame.stride = width * 4;
  const auto pixels =
      std::make_shared<const std::vector<std::uint8_t>>(static_cast<std::size_t>(frame.stride * height), 128);
  frame.bgrx = *pixels;
  frame.pixels = pixels;
  return frame;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_still_is_a_png_of_the_full_size) {
  const test::ScratchFolder folder;
  const auto path = folder.path() / "still.png";
  BOOST_REQUIRE(media::save_still(grey(318, 179), path).has_value());
  const auto png = base::read_file(path);
  BOOST_REQUIRE(png.has_value());
  BOOST_TEST(png->substr(1, 3) == "PNG");
  BOOST_TEST(static_cast<unsigned char>((*png)[18]) * 256 + static_cast<unsigned char>((*png)[19]) == 318);
  BOOST_TEST(static_cast<unsigned char>((*png)[23]) == 179);
}

BOOST_AUTO_TEST_CASE(faults_of_a_still_are_told) {
  const test::ScratchFolder folder;
  BOOST_TEST(!media::save_still(grey(16, 16), folder.path() / "missing" / "still.png").has_value());
  auto broken = grey(16, 16);
  broken.bgrx = broken.bgrx.first(broken.bgrx.size() - 1);
  BOOST_TEST(!media::save_still(broken, folder.path() / "still.png").has_value());
}
