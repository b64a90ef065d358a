// Findings and copies as siaga-probe writes them, made by hand, right and wrong.
#pragma once

#include "support/big_endian.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace siaga::test {

inline std::string frame(char kind, std::string_view content) {
  return kind + big_endian(content.size(), 4) + std::string{content};
}

/// The markers of a JPEG of that size around a picture of nothing.
inline std::string jpeg(int width, int height, std::string_view picture = "..") {
  std::string start_of_frame{"\xFF\xC0\x00\x0B\x08", 5};
  start_of_frame +=
      big_endian(static_cast<std::uint64_t>(height), 2) + big_endian(static_cast<std::uint64_t>(width), 2);
  start_of_frame += std::string{"\x01\x01\x11\x00", 4};
  return "\xFF\xD8" + start_of_frame + std::string{"\xFF\xDA\x00\x02", 4} + std::string{picture} + "\xFF\xD9";
}

inline std::string report(std::string_view more = "") {
  return frame('R', R"({"readable":true,"container":"webm","video":"vp8","audio":"opus","width":640,"height":360,)"
                    R"("rotation":90,"frame_rate":25,"duration_ms":12345,"trouble":"","indexed":true)" +
                        std::string{more} + "}");
}

inline std::string poster(std::uint64_t at, std::string_view picture) {
  return frame('P', big_endian(at, 8) + std::string{picture});
}
inline std::string strip() { return frame('L', std::string(200, 'x')); }
inline std::string findings(std::string_view frames) { return "SIAGAPR1" + std::string{frames} + frame('E', ""); }

inline std::string piece(std::uint64_t offset, std::string_view bytes) {
  return frame('W', big_endian(offset, 8) + std::string{bytes});
}
inline std::string copy(std::string_view frames) { return "SIAGAPC1" + std::string{frames} + frame('E', ""); }

}  // namespace siaga::test
