#include "domain/profile.h"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace siaga;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

const base::Instant midday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h;

bool is_day(const char* text) { return domain::check_born(text, midday).has_value(); }

std::string png(unsigned char width_high, unsigned char width_low) {
  return "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0"s + static_cast<char>(width_high) + static_cast<char>(width_low) +
         "\0\0\x01\0"s;
}

/// With an APP0 segment before the frame header, as cameras write it.
std::string jpeg(unsigned char side_high) {
  return "\xFF\xD8\xFF\xE0\0\x04\xAA\xBB\xFF\xC0\0\x11\x08"s + static_cast<char>(side_high) + "\0"s +
         static_cast<char>(side_high) + "\x10\x03"s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(profile)

BOOST_AUTO_TEST_CASE(a_day_of_birth_is_a_day_that_is_over) {
  for (const auto* good : {"1985-06-30", "1900-01-01", "2000-02-29", "2026-11-22"}) BOOST_TEST(is_day(good), good);
  for (const auto* bad : {"", "1985-6-30", "30-06-1985", "1985-06-31", "2001-02-29", "1899-12-31", "2026-11-23",
                          "1985-00-10", "1985-13-10", "1985-06-3a", "1985/06/30", "+985-06-30", "1985-06-30 "})
    BOOST_TEST(!is_day(bad), bad);
  BOOST_TEST(domain::check_born("x", midday).error().field == "born");
}

BOOST_AUTO_TEST_CASE(a_photo_is_known_by_its_first_bytes) {
  BOOST_TEST((domain::photo_kind(png(1, 0)) == domain::PhotoKind::png));
  BOOST_TEST((domain::photo_kind(jpeg(1)) == domain::PhotoKind::jpeg));
  for (const auto& other : {""s, "GIF89a"s, "<svg/>"s, "\xFF\xD8"s, "\x89PNG\n"s, "RIFF....WEBP"s})
    BOOST_TEST(!domain::photo_kind(other));
  BOOST_TEST((domain::photo_kind_of_type("image/png") == domain::PhotoKind::png));
  BOOST_TEST(!domain::photo_kind_of_type("image/svg+xml"));
  BOOST_TEST(domain::content_type(domain::PhotoKind::jpeg) == "image/jpeg");
}

BOOST_AUTO_TEST_CASE(its_size_is_read_without_decoding_it) {
  const auto wide = domain::photo_extent(png(2, 0)).value();
  BOOST_TEST((wide.width == 512u && wide.height == 256u));
  const auto frame = domain::photo_extent(jpeg(1)).value();
  BOOST_TEST((frame.width == 272u && frame.height == 256u));
  for (std::size_t cut = 0; cut < 24; ++cut) BOOST_TEST(!domain::photo_extent(png(2, 0).substr(0, cut)));
  for (std::size_t cut = 0; cut < 17; ++cut) BOOST_TEST(!domain::photo_extent(jpeg(1).substr(0, cut)));
  BOOST_TEST(!domain::photo_extent("\xFF\xD8\xFF\xDA\0\x04\0\0\xFF\xC0\0\x11\x08\x01\0\x01\0"s));  // the picture began
  BOOST_TEST(!domain::photo_extent("\xFF\xD8\xFF\xE0\0\0\0\0\0\0\0\0"s));                          // no way on
}

BOOST_AUTO_TEST_CASE(a_photo_that_would_take_gigabytes_is_not_decoded) {
  BOOST_TEST(domain::may_be_decoded(png(2, 0)));
  BOOST_TEST(domain::may_be_decoded(png(8, 0)));
  BOOST_TEST(!domain::may_be_decoded(png(8, 1)));
  BOOST_TEST(!domain::may_be_decoded(png(0, 0)));
  BOOST_TEST(!domain::may_be_decoded(jpeg(0xFF)));
  BOOST_TEST(!domain::may_be_decoded(png(2, 0) + std::string(domain::largest_photo, 'x')));
  BOOST_TEST(!domain::may_be_decoded("no picture"));
}

BOOST_AUTO_TEST_SUITE_END()
