#include "media/container.h"
#include "media/mp4_boxes.h"
#include "media/picture_guard.h"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstring>
#include <string>
#include <vector>

using namespace siaga::media;

namespace {

Container told(std::string_view bytes) { return container_of(std::as_bytes(std::span(bytes.data(), bytes.size()))); }

std::string box(std::string_view kind, std::size_t payload, std::uint32_t claimed = 0) {
  const auto size = claimed ? claimed : static_cast<std::uint32_t>(payload + 8);
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(size >> shift & 0xff);
  return bytes + std::string(kind) + std::string(payload, 'x');
}

bool cut(const std::string& file) {
  const auto read = [&](std::uint64_t offset, std::span<std::byte> into) {
    if (offset + into.size() > file.size()) return false;
    std::memcpy(into.data(), file.data() + offset, into.size());
    return true;
  };
  return mp4_is_cut_off(read, file.size());
}

}  // namespace

BOOST_AUTO_TEST_CASE(containers_are_told_by_their_first_bytes) {
  using namespace std::string_view_literals;
  BOOST_TEST((told("\0\0\0\x20"
                   "ftypisom"sv) == Container::mp4));
  BOOST_TEST((told("\x1A\x45\xDF\xA3\x93\x42\x82"sv) == Container::webm));
  std::string ts(3 * 188, '\0');
  for (std::size_t i = 0; i < ts.size(); i += 188) ts[i] = 0x47;
  BOOST_TEST((told(ts + "G") == Container::mpegts));
  // AVI is named and not played (container.h).
  BOOST_TEST((told("RIFF....AVI LIST") == Container::avi));
  BOOST_TEST((told("OggS") == Container::ogg));
  for (const std::string_view other : {"", "#EXTM3U\nhttp://example.org/", "<?xml version='1.0'?><MPD/>"})
    BOOST_TEST((told(other) == Container::unknown), other);
}

BOOST_AUTO_TEST_CASE(a_file_that_ends_within_a_box_is_cut_off) {
  const std::string whole = box("ftyp", 16) + box("mdat", 100) + box("moov", 50);
  BOOST_TEST(!cut(whole));
  BOOST_TEST(cut(whole.substr(0, whole.size() - 1)));
  BOOST_TEST(cut(whole.substr(0, 60)));
  BOOST_TEST(cut(box("ftyp", 16) + box("mdat", 100)));    // no index at all
  BOOST_TEST(!cut(box("ftyp", 16) + box("junk", 8, 3)));  // nonsense is broken, not cut
}

BOOST_AUTO_TEST_CASE(the_guard_knows_lying_and_standing_pictures) {
  BOOST_TEST(picture_fits(4096, 2304));
  BOOST_TEST(picture_fits(2304, 4096));
  BOOST_TEST(!picture_fits(4097, 16));
  BOOST_TEST(!picture_fits(2400, 2400));
  // A VP8 key picture of 16383x16383, whatever its container says.
  const std::array<std::uint8_t, 10> huge{0x10, 0, 0, 0x9d, 0x01, 0x2a, 0xff, 0x3f, 0xff, 0x3f};
  BOOST_TEST(!vp8_picture_fits(huge));
  const std::array<std::uint8_t, 10> small{0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01};
  BOOST_TEST(vp8_picture_fits(small));
}

BOOST_AUTO_TEST_CASE(key_pictures_are_told_by_their_first_bits) {
  const std::array<std::uint8_t, 1> vp8_key{0x10};
  const std::array<std::uint8_t, 1> vp8_other{0x11};
  const std::array<std::uint8_t, 1> vp9_key{0x82};
  const std::array<std::uint8_t, 1> vp9_other{0x86};
  const std::array<std::uint8_t, 1> vp9_shown_again{0x88};
  BOOST_TEST((is_key_picture("vp8", vp8_key) == true));
  BOOST_TEST((is_key_picture("vp8", vp8_other) == false));
  BOOST_TEST((is_key_picture("vp9", vp9_key) == true));
  BOOST_TEST((is_key_picture("vp9", vp9_other) == false));
  BOOST_TEST((is_key_picture("vp9", vp9_shown_again) == false));
  BOOST_TEST(!is_key_picture("h264", vp8_key).has_value());
}
