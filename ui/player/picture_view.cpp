#include "ui/player/picture_view.h"

#include <algorithm>

namespace siaga::ui {
namespace {

/// The share of the picture that is in the middle of the room, so that no margin shows where there is picture left.
double held(double centre, double room, double size) {
  if (size <= room) return 0.5;
  const double half = room / 2 / size;
  return std::clamp(centre, half, 1 - half);
}

}  // namespace

void PictureView::whole() {
  zoom_ = 1;
  centre_ = {0.5, 0.5};
}

wxRect2DDouble PictureView::fitted(const media::Frame& frame, const wxSize& room, double zoom) const {
  const bool lies = quarters_ % 2 == 0;
  const double width = std::max(1, lies ? frame.width : frame.height);
  const double height = std::max(1, lies ? frame.height : frame.width);
  const double scale = std::min(room.x / width, room.y / height) * zoom;
  return {0, 0, width * scale, height * scale};
}

wxRect2DDouble PictureView::place(const media::Frame& frame, const wxSize& room) const {
  auto rect = fitted(frame, room, zoom_);
  rect.m_x = room.x / 2.0 - held(centre_.m_x, room.x, rect.m_width) * rect.m_width;
  rect.m_y = room.y / 2.0 - held(centre_.m_y, room.y, rect.m_height) * rect.m_height;
  return rect;
}

void PictureView::magnify(double factor, const media::Frame& frame, const wxSize& room, wxPoint2DDouble around) {
  const auto before = place(frame, room);
  const wxPoint2DDouble share((around.m_x - before.m_x) / before.m_width, (around.m_y - before.m_y) / before.m_height);
  zoom_ = std::clamp(zoom_ * factor, 1.0, largest);
  if (zoom_ < 1.01) return whole();
  const auto after = fitted(frame, room, zoom_);
  centre_ = {held((room.x / 2.0 - around.m_x) / after.m_width + share.m_x, room.x, after.m_width),
             held((room.y / 2.0 - around.m_y) / after.m_height + share.m_y, room.y, after.m_height)};
}

void PictureView::move(double x, double y, const media::Frame& frame, const wxSize& room) {
  const auto rect = place(frame, room);
  centre_ = {held(centre_.m_x - x / rect.m_width, room.x, rect.m_width),
             held(centre_.m_y - y / rect.m_height, room.y, rect.m_height)};
}

}  // namespace siaga::ui
