// StreetScene: the picture of the demonstration camera, drawn by hand: a road at night, driven along.
// Along its upper edge stands the frame's number as bars, so that a test can tell which picture it sees.
// Private to src/media. Thread: pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::media {

/// Rows of BGRx without padding.
struct Canvas {
  int width = 0;
  int height = 0;
  std::vector<std::uint32_t> pixels;  // 0x00RRGGBB

  std::uint32_t& at(int x, int y) {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
  void fill(int left, int top, int right, int bottom, std::uint32_t colour);
};

class StreetScene {
 public:
  StreetScene(int width, int height, std::uint32_t seed, std::string label);

  /// Draws frame `number`, `seconds` after the beginning.
  const Canvas& draw(std::uint32_t number, double seconds);

 private:
  void draw_backdrop();
  void draw_road(double seconds);
  void draw_lamps(double seconds);
  void draw_oncoming(double seconds);
  void add_grain(std::uint32_t number);
  void draw_captions(std::uint32_t number, double seconds);
  void draw_bars(std::uint32_t number);
  void glow(double x, double y, double radius, std::uint32_t colour);

  Canvas backdrop_;
  Canvas canvas_;
  std::uint32_t seed_;
  std::string label_;
};

/// A turned copy: `degrees` clockwise, a multiple of 90.
Canvas turned(const Canvas& upright, int degrees);

}  // namespace siaga::media
