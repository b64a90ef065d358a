#include "ui/player/poster_strip.h"

#include "ui/accessibility.h"
#include "ui/player/picture.h"
#include "ui/text.h"

#include <wx/dcbuffer.h>
#include <wx/graphics.h>

#include <algorithm>
#include <memory>

namespace siaga::ui {
namespace {
constexpr int height = 48;
constexpr int inset = 12;  // as the track's, so that both speak of the same places
constexpr int gap = 2;
}  // namespace

PosterStrip::PosterStrip(wxWindow* parent, Theme& theme)
    : wxWindow(parent, wxID_ANY, wxDefaultPosition, wxSize(-1, height), wxNO_BORDER), theme_(theme) {
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  SetMinSize(wxSize(120, height));
  set_accessible_role(*this, AccessibleRole::image);
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    Refresh();
    event.Skip();
  });
  Bind(wxEVT_LEFT_UP, [this](wxMouseEvent& event) {
    const int width = std::max(1, GetClientSize().x - 2 * inset);
    const auto count = static_cast<int>(times_.size());
    const int cell = (event.GetX() - inset) * count / width;
    if (count > 0 && cell >= 0 && cell < count) on_seek(times_[static_cast<std::size_t>(cell)]);
  });
}

void PosterStrip::set(const console::RecordingPreview& preview) {
  if (times_ == preview.times && jpegs_ == preview.posters) return;
  times_ = preview.times;
  pictures_.resize(times_.size());
  jpegs_.resize(times_.size());
  for (std::size_t i = 0; i < times_.size() && i < preview.posters.size(); ++i) {
    if (jpegs_[i] == preview.posters[i]) continue;
    jpegs_[i] = preview.posters[i];
    pictures_[i] = bitmap_of_jpeg(jpegs_[i]);
  }
  set_accessible_name(
      *this, tr_n("{} picture out of the recording", "{} pictures out of the recording", times_.size(), times_.size()));
  Refresh();
}

void PosterStrip::set_position(Time position) {
  const auto before = here();
  position_ = position;
  if (here() != before) Refresh();
}

std::size_t PosterStrip::here() const {
  const auto after = std::upper_bound(times_.begin(), times_.end(), position_);
  return after == times_.begin() ? 0 : static_cast<std::size_t>(after - times_.begin()) - 1;
}

wxBitmap PosterStrip::nearest(Time at) const {
  wxBitmap found;
  Time distance = Time::max();
  for (std::size_t i = 0; i < times_.size(); ++i) {
    const Time away = std::chrono::abs(Time(times_[i]) - at);
    if (!pictures_[i].IsOk() || away >= distance) continue;
    distance = away;
    found = pictures_[i];
  }
  return found;
}

void PosterStrip::paint() {
  wxAutoBufferedPaintDC dc(this);
  dc.SetBackground(theme_.colour("surface"));
  dc.Clear();
  const std::unique_ptr<wxGraphicsContext> canvas(wxGraphicsContext::Create(dc));
  if (!canvas || times_.empty()) return;
  const wxSize room = GetClientSize();
  const double cell = static_cast<double>(std::max(1, room.x - 2 * inset)) / static_cast<double>(times_.size());
  for (std::size_t i = 0; i < times_.size(); ++i) {
    const wxRect2DDouble box(inset + cell * static_cast<double>(i) + gap / 2.0, 2, std::max(1.0, cell - gap),
                             room.y - 4.0);
    canvas->SetPen(wxNullPen);
    canvas->SetBrush(theme_.colour("video"));
    canvas->DrawRectangle(box.m_x, box.m_y, box.m_width, box.m_height);
    if (pictures_[i].IsOk()) draw_filling(*canvas, pictures_[i], box);
    if (i != here()) continue;
    canvas->SetBrush(wxNullBrush);
    canvas->SetPen(wxPen(theme_.colour("focus"), 2));
    canvas->DrawRectangle(box.m_x, box.m_y, box.m_width - 1, box.m_height - 1);
  }
}

}  // namespace siaga::ui
