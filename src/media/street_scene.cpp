#include "media/street_scene.h"

#include "media/caption.h"
#include "media/demo_camera.h"
#include "media/frame_bars.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace siaga::media {
namespace {

std::uint32_t scramble(std::uint32_t value) {
  value = (value ^ value >> 16) * 0x7feb352dU;
  value = (value ^ value >> 15) * 0x846ca68bU;
  return value ^ value >> 16;
}

std::uint32_t mixed(std::uint32_t from, std::uint32_t to, double share) {
  const int parts = static_cast<int>(std::clamp(share, 0.0, 1.0) * 256);
  std::uint32_t result = 0;
  for (int shift = 0; shift < 24; shift += 8) {
    const int a = static_cast<int>(from >> shift & 0xff);
    const int b = static_cast<int>(to >> shift & 0xff);
    result |= static_cast<std::uint32_t>(a + (b - a) * parts / 256) << shift;
  }
  return result;
}

std::string caption_of_time(double seconds) {
  std::array<char, 32> text{};
  const int hundredths = static_cast<int>(std::lround(seconds * 100));
  std::snprintf(text.data(), text.size(), "REC %02d:%02d.%02d", hundredths / 6000, hundredths / 100 % 60,
                hundredths % 100);
  return text.data();
}

std::string caption_of_number(std::uint32_t number) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "#%06u", number);
  return text.data();
}

}  // namespace

void Canvas::fill(int left, int top, int right, int bottom, std::uint32_t colour) {
  left = std::max(left, 0);
  right = std::min(right, width);
  for (int y = std::max(top, 0); y < std::min(bottom, height); ++y)
    for (int x = left; x < right; ++x) at(x, y) = colour;
}

StreetScene::StreetScene(int width, int height, std::uint32_t seed, std::string label)
    : seed_(seed), label_(std::move(label)) {
  backdrop_.width = width;
  backdrop_.height = height;
  backdrop_.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  draw_backdrop();
  canvas_ = backdrop_;
}

const Canvas& StreetScene::draw(std::uint32_t number, double seconds) {
  canvas_.pixels = backdrop_.pixels;
  draw_road(seconds);
  draw_lamps(seconds);
  draw_oncoming(seconds);
  add_grain(number);
  draw_captions(number, seconds);
  draw_bars(number);
  return canvas_;
}

// Sky, and houses with some windows lit: what does not move.
void StreetScene::draw_backdrop() {
  const int horizon = backdrop_.height * 45 / 100;
  for (int y = 0; y < backdrop_.height; ++y) {
    const double share = static_cast<double>(y) / backdrop_.height;
    backdrop_.fill(0, y, backdrop_.width, y + 1,
                   y < horizon ? mixed(0x0A0F1E, 0x2A2436, share * 2) : mixed(0x15161A, 0x23252B, share));
  }
  std::uint32_t dice = seed_ * 2654435761U + 1;
  for (int left = 0; left < backdrop_.width;) {
    dice = scramble(dice + 1);
    const int width = backdrop_.width / 14 + static_cast<int>(dice % 40);
    const int top = horizon - backdrop_.height / 12 - static_cast<int>(dice >> 8 & 0xff) * backdrop_.height / 1200;
    backdrop_.fill(left, top, left + width - 3, horizon, 0x12131C);
    for (int y = top + 6; y + 6 < horizon; y += 11)
      for (int x = left + 6; x + 8 < left + width; x += 12) {
        dice = scramble(dice + 1);
        if (dice % 5 == 0) backdrop_.fill(x, y, x + 5, y + 6, dice & 64 ? 0xC9A45A : 0x6F7FA0);
      }
    left += width;
  }
}

void StreetScene::draw_road(double seconds) {
  const int horizon = canvas_.height * 45 / 100;
  const double depth = canvas_.height - horizon;
  for (int y = horizon; y < canvas_.height; ++y) {
    const double near = (y - horizon + 1) / depth;  // 0 far, 1 at our feet
    const double half = canvas_.width * (0.015 + 0.60 * near);
    const double middle = canvas_.width * 0.5 + std::sin(seconds * 0.4) * canvas_.width * 0.03 * (1 - near);
    const double distance = 2.0 / near + seconds * 9.0;  // metres along the road, roughly
    const std::uint32_t asphalt = mixed(0x1B1C20, 0x3A3B40, near);
    canvas_.fill(static_cast<int>(middle - half), y, static_cast<int>(middle + half), y + 1, asphalt);
    const double mark = std::max(1.0, half * 0.018);
    if (std::fmod(distance, 6.0) < 3.0)
      canvas_.fill(static_cast<int>(middle - mark), y, static_cast<int>(middle + mark) + 1, y + 1,
                   mixed(0x6A6A64, 0xD8D8CC, near));
    for (const double side : {-0.94, 0.94})
      canvas_.fill(static_cast<int>(middle + side * half - mark), y, static_cast<int>(middle + side * half + mark) + 1,
                   y + 1, 0x8C8A7A);
  }
}

void StreetScene::glow(double x, double y, double radius, std::uint32_t colour) {
  const int reach = static_cast<int>(radius) + 1;
  for (int dy = -reach; dy <= reach; ++dy)
    for (int dx = -reach; dx <= reach; ++dx) {
      const int px = static_cast<int>(x) + dx;
      const int py = static_cast<int>(y) + dy;
      if (px < 0 || py < 0 || px >= canvas_.width || py >= canvas_.height) continue;
      const double share = 1.0 - std::sqrt(static_cast<double>(dx * dx + dy * dy)) / radius;
      if (share > 0) canvas_.at(px, py) = mixed(canvas_.at(px, py), colour, share * share * 1.6);
    }
}

void StreetScene::draw_lamps(double seconds) {
  const double horizon = canvas_.height * 0.45;
  for (int lamp = 7; lamp >= 0; --lamp) {
    const double distance = lamp * 14.0 + 14.0 - std::fmod(seconds * 9.0, 14.0);
    const double near = 4.0 / distance;
    if (near > 1.2) continue;
    for (const double side : {-1.0, 1.0}) {
      const double foot_x = canvas_.width * (0.5 + side * (0.02 + 0.62 * near));
      const double foot_y = horizon + (canvas_.height - horizon) * near;
      const double head_y = horizon - canvas_.height * 0.75 * near;
      canvas_.fill(static_cast<int>(foot_x), static_cast<int>(head_y), static_cast<int>(foot_x + 1 + 5 * near),
                   static_cast<int>(foot_y), 0x2C2E33);
      glow(foot_x, head_y, 3 + canvas_.height * 0.22 * near, 0xFFD890);
    }
  }
}

void StreetScene::draw_oncoming(double seconds) {
  const double cycle = std::fmod(seconds + seed_ % 7, 5.0) / 5.0;
  const double near = 0.02 + cycle * cycle * cycle * 0.9;
  const double y = canvas_.height * (0.45 + 0.52 * near);
  const double x = canvas_.width * (0.5 + 0.30 * near);
  const double half = canvas_.width * 0.07 * near;
  canvas_.fill(static_cast<int>(x - half * 1.5), static_cast<int>(y - half * 1.6), static_cast<int>(x + half * 1.5),
               static_cast<int>(y + half * 0.6), 0x0E0F13);
  for (const double side : {-1.0, 1.0}) glow(x + side * half, y, 2 + canvas_.height * 0.12 * near, 0xF4F8FF);
}

void StreetScene::add_grain(std::uint32_t number) {
  std::uint32_t dice = scramble(seed_ + number * 97);
  for (auto& pixel : canvas_.pixels) {
    dice = dice * 1664525U + 1013904223U;
    const std::uint32_t grain = dice >> 29;  // 0–7
    pixel = (pixel & 0xf8f8f8) | grain * 0x010101U;
  }
}

void StreetScene::draw_captions(std::uint32_t number, double seconds) {
  const int dot = std::max(1, std::min(canvas_.width / 160, canvas_.height / 110));
  const int edge = dot * 4;
  draw_caption(canvas_, edge, bar_height(canvas_.height) + edge, dot, label_);
  const auto frame = caption_of_number(number);
  const int bottom = canvas_.height - edge - 8 * dot;
  draw_caption(canvas_, edge, bottom, dot, caption_of_time(seconds));
  draw_caption(canvas_, canvas_.width - edge - caption_width(frame.size(), dot), bottom, dot, frame);
}

void StreetScene::draw_bars(std::uint32_t number) {
  const auto cells = bars_of(number);
  for (int cell = 0; cell < bar_cells; ++cell)
    canvas_.fill(cell * canvas_.width / bar_cells, 0, (cell + 1) * canvas_.width / bar_cells,
                 bar_height(canvas_.height), cells[static_cast<std::size_t>(cell)] ? 0xF0F0F0 : 0x080808);
}

Canvas turned(const Canvas& upright, int degrees) {
  if (degrees % 360 == 0) return upright;
  Canvas result;
  const bool lies = degrees % 180 != 0;
  result.width = lies ? upright.height : upright.width;
  result.height = lies ? upright.width : upright.height;
  result.pixels.resize(upright.pixels.size());
  Canvas source = upright;
  for (int y = 0; y < upright.height; ++y)
    for (int x = 0; x < upright.width; ++x) {
      const std::uint32_t pixel = source.at(x, y);
      if (degrees == 90)
        result.at(upright.height - 1 - y, x) = pixel;
      else if (degrees == 180)
        result.at(upright.width - 1 - x, upright.height - 1 - y) = pixel;
      else
        result.at(y, upright.width - 1 - x) = pixel;
    }
  return result;
}

std::optional<std::uint32_t> read_frame_number(const std::uint8_t* bgrx, int width, int height, int stride) {
  if (width < bar_cells * 2 || height < 16) return std::nullopt;
  const int y = bar_height(height) / 2;
  std::uint32_t bits = 0;
  std::array<bool, bar_cells> cells{};
  for (int cell = 0; cell < bar_cells; ++cell) {
    const int x = (2 * cell + 1) * width / (2 * bar_cells);
    const std::uint8_t* pixel = bgrx + std::ptrdiff_t{y} * stride + std::ptrdiff_t{x} * 4;
    cells[static_cast<std::size_t>(cell)] = pixel[0] + pixel[1] + pixel[2] > 3 * 128;
    if (cell >= 2 && cell < 34) bits = bits << 1 | static_cast<std::uint32_t>(cells[static_cast<std::size_t>(cell)]);
  }
  const std::uint32_t number = bits >> 8;
  if (cells != bars_of(number)) return std::nullopt;
  return number;
}

}  // namespace siaga::media
