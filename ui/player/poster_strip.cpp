#include "ui/player/poster_strip.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/player/picture.h"
#include "ui/player/seek_track.h"
#include "ui/text.h"

#include <wx/dcbuffer.h>
#include <wx/graphics.h>

#include <algorithm>
#include <memory>

namespace siaga::ui {
namespace {
constexpr int height = 48;
constexpr int between_posters = 2;
/// The hub names a poster's time in milliseconds, the player a picture's in nanoseconds, and a seek may end a picture
/// before its target.
constexpr std::chrono::milliseconds rounding{50};
}  // namespace

std::optional<std::size_t> poster_at(std::span<const std::chrono::milliseconds> times,
                                     std::chrono::nanoseconds position) {
  const auto after = std::upper_bound(times.begin(), times.end(), position + rounding);
  if (after == times.begin()) return std::nullopt;
  return static_cast<std::size_t>(after - times.begin()) - 1;
}

std::size_t poster_beside(std::span<const std::chrono::milliseconds> times, std::chrono::nanoseconds position, int by) {
  const auto here = poster_at(times, position);
  if (!here) return 0;
  if (by < 0) return *here == 0 ? 0 : *here - 1;
  return std::min(*here + 1, times.size() - 1);
}

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
    const int width = std::max(1, GetClientSize().x - 2 * track_inset);
    const auto count = static_cast<int>(times_.size());
    const int cell = (event.GetX() - track_inset) * count / width;
    if (count > 0 && cell >= 0 && cell < count) go_to(static_cast<std::size_t>(cell));
  });
}

void PosterStrip::set(const base::Id& recording, const console::RecordingPreview& preview) {
  if (times_ == preview.times && jpegs_ == preview.posters) return;
  const bool same = recording_ == recording;
  recording_ = recording;
  times_ = preview.times;
  pictures_.resize(times_.size());
  jpegs_.resize(times_.size());
  for (std::size_t i = 0; i < times_.size() && i < preview.posters.size(); ++i) {
    if (jpegs_[i] == preview.posters[i] || (same && preview.posters[i].empty())) continue;
    jpegs_[i] = preview.posters[i];
    pictures_[i] = bitmap_of_jpeg(jpegs_[i]);
  }
  name();
  Refresh();
}

void PosterStrip::name() {
  if (times_.empty()) return;
  auto words =
      tr_n("{} picture out of the recording", "{} pictures out of the recording", times_.size(), times_.size());
  words += "; " + tr("number {} at {}", here() + 1, media_time(times_[here()], false));
  set_accessible_name(*this, words);
}

void PosterStrip::step(int by) {
  if (has_any()) go_to(poster_beside(times_, position_, by));
}

// The mark goes ahead of the player, so that a second press counts from there.
void PosterStrip::go_to(std::size_t number) {
  on_seek(times_[number]);
  set_position(times_[number]);
}

void PosterStrip::set_position(Time position) {
  const auto before = here();
  position_ = position;
  if (here() == before) return;
  name();
  Refresh();
}

std::size_t PosterStrip::here() const { return poster_at(times_, position_).value_or(0); }

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
  const double cell = static_cast<double>(std::max(1, room.x - 2 * track_inset)) / static_cast<double>(times_.size());
  for (std::size_t i = 0; i < times_.size(); ++i) {
    const wxRect2DDouble box(track_inset + cell * static_cast<double>(i) + between_posters / 2.0, 2,
                             std::max(1.0, cell - between_posters), room.y - 4.0);
    canvas->SetPen(wxNullPen);
    canvas->SetBrush(theme_.colour("video"));
    canvas->DrawRectangle(box.m_x, box.m_y, box.m_width, box.m_height);
    if (pictures_[i].IsOk()) draw_filling(*canvas, pictures_[i], middle_of(box, pictures_[i].GetSize()));
    if (i != here()) continue;
    canvas->SetBrush(wxNullBrush);
    canvas->SetPen(wxPen(theme_.colour("focus"), 2));
    canvas->DrawRectangle(box.m_x, box.m_y, box.m_width - 1, box.m_height - 1);
  }
}

}  // namespace siaga::ui
