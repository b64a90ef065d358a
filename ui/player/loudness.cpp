#include "ui/player/loudness.h"

#include <wx/graphics.h>

#include <algorithm>

namespace siaga::ui {

std::vector<std::uint8_t> bars_of(std::span<const std::uint8_t> loudness, std::size_t most) {
  const auto count = std::min(loudness.size(), most);
  std::vector<std::uint8_t> bars(count);
  for (std::size_t at = 0; at < loudness.size() && count > 0; ++at) {
    auto& bar = bars[at * count / loudness.size()];
    bar = std::max(bar, loudness[at]);
  }
  return bars;
}

std::optional<double> loudest_share(std::span<const std::uint8_t> loudness) {
  const auto loudest = std::max_element(loudness.begin(), loudness.end());
  if (loudest == loudness.end() || *loudest == 0) return std::nullopt;
  return static_cast<double>(loudest - loudness.begin()) / static_cast<double>(loudness.size());
}

void draw_loudness(wxGraphicsContext& canvas, std::span<const std::uint8_t> loudness, const wxRect2DDouble& where,
                   const wxColour& colour, BarsFrom from) {
  const auto bars = bars_of(loudness, static_cast<std::size_t>(std::max(0.0, where.m_width / 2)));
  if (bars.empty()) return;
  canvas.SetPen(wxNullPen);
  canvas.SetBrush(colour);
  const double part = where.m_width / static_cast<double>(bars.size());
  for (std::size_t at = 0; at < bars.size(); ++at) {
    const double high = bars[at] / 255.0 * where.m_height;
    const double free = where.m_height - high;
    canvas.DrawRectangle(where.m_x + part * static_cast<double>(at),
                         where.m_y + (from == BarsFrom::middle ? free / 2 : free), std::max(1.0, part - 0.5), high);
  }
}

}  // namespace siaga::ui
