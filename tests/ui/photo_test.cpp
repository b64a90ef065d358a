// Photos: small and bare when they go out, looked at before they are decoded when they come in; and dates of birth.
#include "ui/widgets/photo.h"
#include "domain/profile.h"
#include "ui/account/born_words.h"

#include <wx/mstream.h>

#include <boost/test/unit_test.hpp>

using namespace siaga;

namespace {

wxImage striped(int width, int height) {
  wxImage image(width, height);
  for (int x = 0; x < width; ++x)
    for (int y = 0; y < height; ++y)
      image.SetRGB(x, y, static_cast<unsigned char>(x), static_cast<unsigned char>(y), 90);
  return image;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(photo)

BOOST_AUTO_TEST_CASE(what_goes_out_is_a_small_jpeg_and_comes_back) {
  const auto bytes = ui::encode_photo(striped(900, 600));
  BOOST_REQUIRE((domain::photo_kind(bytes) == domain::PhotoKind::jpeg));
  BOOST_TEST(bytes.size() < domain::largest_photo);
  const auto extent = domain::photo_extent(bytes).value();
  BOOST_TEST((extent.width == 512u && extent.height == 341u));
  BOOST_TEST(bytes.find("Exif") == std::string::npos);
  const auto image = ui::decode_photo(bytes);
  BOOST_REQUIRE(image.has_value());
  BOOST_TEST((image->GetWidth() == 512 && image->GetHeight() == 341));
  BOOST_TEST((domain::photo_extent(ui::encode_photo(striped(40, 30)))->width == 40u));  // never larger than it was
}

BOOST_AUTO_TEST_CASE(one_s_own_camera_may_send_more_pixels_than_somebody_else) {
  wxImage wide(3000, 20);
  wide.Clear(90);
  wxMemoryOutputStream stream;
  BOOST_REQUIRE(wxPNGHandler().SaveFile(&wide, stream, false));
  std::string bytes(static_cast<std::size_t>(stream.GetLength()), '\0');
  stream.CopyTo(bytes.data(), bytes.size());
  BOOST_TEST(!ui::decode_photo(bytes).has_value());
  BOOST_TEST(ui::read_camera_picture(bytes).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_hostile_or_damaged_is_no_photo) {
  const auto good = ui::encode_photo(striped(64, 64));
  for (const std::size_t length : {0u, 3u, 20u, 200u})
    BOOST_TEST(!ui::decode_photo(good.substr(0, length)).has_value());
  BOOST_TEST(!ui::decode_photo("<svg xmlns='x'/>").has_value());
  BOOST_TEST(!ui::decode_photo(good + std::string(domain::largest_photo, 'x')).has_value());
  BOOST_TEST(!ui::read_camera_picture("GIF89a").has_value());
}

BOOST_AUTO_TEST_CASE(a_date_of_birth_is_read_as_people_write_it) {
  for (const auto* written : {"30-06-1985", "30/06/1985", "30.06.1985", "1985-06-30"})
    BOOST_TEST(ui::born_of(written).value_or("") == "1985-06-30", written);
  BOOST_TEST(ui::born_of("").value() == "");
  for (const auto* wrong : {"31-06-1985", "1985", "besok"}) BOOST_TEST(!ui::born_of(wrong).has_value(), wrong);
  BOOST_TEST(ui::born_words("1985-06-30") == "30-06-1985");
  BOOST_TEST(ui::born_words("") == "");
}

BOOST_AUTO_TEST_SUITE_END()
