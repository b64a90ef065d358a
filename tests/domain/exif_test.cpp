#include "domain/exif.h"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace siaga;
using namespace std::string_literals;

namespace {

std::string segment(const std::string& marker, const std::string& content) {
  const auto length = content.size() + 2;
  return marker + static_cast<char>(length >> 8) + static_cast<char>(length & 0xFF) + content;
}

/// As a camera writes it, with another tag before the orientation.
std::string photo_held(char orientation, bool little) {
  const auto tiff =
      little
          ? "II*\0\x08\0\0\0\x02\0\x0F\x01\x02\0\x01\0\0\0\0\0\0\0\x12\x01\x03\0\x01\0\0\0"s + orientation + "\0\0\0"s
          : "MM\0*\0\0\0\x08\0\x02\x01\x0F\0\x02\0\0\0\x01\0\0\0\0\x01\x12\0\x03\0\0\0\x01\0"s + orientation + "\0\0"s;
  return "\xFF\xD8"s + segment("\xFF\xE0", "JFIF\0"s) + segment("\xFF\xE1", "Exif\0\0"s + tiff) + "\xFF\xDA\0\x02"s;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_camera_says_how_it_was_held) {
  for (const bool little : {true, false}) {
    BOOST_TEST(domain::quarter_turns(photo_held(1, little)) == 0);
    BOOST_TEST(domain::quarter_turns(photo_held(3, little)) == 2);
    BOOST_TEST(domain::quarter_turns(photo_held(6, little)) == 1);
    BOOST_TEST(domain::quarter_turns(photo_held(8, little)) == 3);
    BOOST_TEST(domain::quarter_turns(photo_held(99, little)) == 0);
  }
}

BOOST_AUTO_TEST_CASE(what_is_cut_or_false_says_nothing) {
  const auto whole = photo_held(6, true);
  for (std::size_t cut = 0; cut + 8 < whole.size(); ++cut) BOOST_TEST(domain::quarter_turns(whole.substr(0, cut)) == 0);
  auto far = whole;
  far[far.find("II*") + 5] = '\xFF';  // its directory lies behind the end
  BOOST_TEST(domain::quarter_turns(far) == 0);
  BOOST_TEST(domain::quarter_turns("\x89PNG\r\n\x1A\n") == 0);
}
