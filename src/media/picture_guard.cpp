#include "media/picture_guard.h"

#include "media/gst_handles.h"

#include <algorithm>

namespace siaga::media {

bool picture_fits(int width, int height) { return std::max(width, height) <= 4096 && std::min(width, height) <= 2304; }

bool picture_fits(const GstCaps* caps) {
  int width = 0;
  int height = 0;
  const GstStructure* about = gst_caps_get_structure(caps, 0);
  gst_structure_get_int(about, "width", &width);
  gst_structure_get_int(about, "height", &height);
  return picture_fits(width, height);
}

bool vp8_picture_fits(std::span<const std::uint8_t> picture) {
  const bool is_key = picture.size() >= 10 && (picture[0] & 1) == 0;
  if (!is_key) return true;
  const int width = (picture[6] | picture[7] << 8) & 0x3fff;
  const int height = (picture[8] | picture[9] << 8) & 0x3fff;
  return picture_fits(width, height);
}

std::optional<bool> is_key_picture(std::string_view codec, std::span<const std::uint8_t> picture) {
  if (picture.empty()) return std::nullopt;
  if (codec == "vp8") return (picture[0] & 1) == 0;
  // Frame marker (2 bits), profile (2), shows an existing frame, is not a key frame. Profile 3 has one bit more.
  const bool is_usual_vp9 = codec == "vp9" && (picture[0] & 0xf0) != 0xb0;
  if (is_usual_vp9) return (picture[0] & 0x0c) == 0;
  return std::nullopt;
}

bool is_key_picture(std::string_view codec, GstBuffer* picture) {
  std::optional<bool> by_bits;
  {
    const gst::Mapped bytes(picture, GST_MAP_READ);
    if (bytes) by_bits = is_key_picture(codec, {bytes.data(), bytes.size()});
  }
  return by_bits.value_or(!GST_BUFFER_FLAG_IS_SET(picture, GST_BUFFER_FLAG_DELTA_UNIT));
}

}  // namespace siaga::media
