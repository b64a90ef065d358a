#include "ui/player/seek_track.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/player/loudness.h"
#include "ui/text.h"

#include <wx/dcbuffer.h>
#include <wx/graphics.h>

#include <algorithm>
#include <memory>

namespace siaga::ui {

SeekTrack::SeekTrack(wxWindow* parent, Theme& theme)
    : wxWindow(parent, wxID_ANY, wxDefaultPosition, wxSize(-1, 32), wxNO_BORDER | wxWANTS_CHARS), theme_(theme) {
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  SetMinSize(wxSize(120, 32));
  set_accessible_role(*this, AccessibleRole::slider);
  set({}, {}, false);
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  const auto redraw = [this](wxEvent& event) {
    Refresh();
    event.Skip();
  };
  Bind(wxEVT_SIZE, redraw);
  Bind(wxEVT_SET_FOCUS, redraw);
  Bind(wxEVT_KILL_FOCUS, redraw);
  Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) {
    SetFocus();
    CaptureMouse();
    dragging_ = true;
    point(event.GetX());
  });
  Bind(wxEVT_MOTION, [this](wxMouseEvent& event) {
    if (dragging_) point(event.GetX());
    if (end_.count() > 0) on_hover(time_at(event.GetX()), event.GetX());
  });
  Bind(wxEVT_ENTER_WINDOW, [this](wxMouseEvent& event) {  // a jump onto the track is no motion in it
    if (end_.count() > 0) on_hover(time_at(event.GetX()), event.GetX());
    event.Skip();
  });
  Bind(wxEVT_LEAVE_WINDOW, [this](wxMouseEvent& event) {
    on_hover(std::nullopt, 0);
    event.Skip();
  });
  Bind(wxEVT_LEFT_UP, [this](wxMouseEvent&) {
    dragging_ = false;
    if (HasCapture()) ReleaseMouse();
  });
  Bind(wxEVT_MOUSE_CAPTURE_LOST, [this](wxMouseCaptureLostEvent&) { dragging_ = false; });
  // Tab leaves; the other keys belong to the frame's hook.
  Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
    if (event.GetKeyCode() == WXK_TAB)
      Navigate(event.ShiftDown() ? wxNavigationKeyEvent::IsBackward : wxNavigationKeyEvent::IsForward);
    else
      event.Skip();
  });
  Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
    Refresh();
    event.Skip();
  });
}

void SeekTrack::set(Time position, Time end, bool growing) {
  if (position == position_ && end == end_ && growing == growing_ && end.count() != 0) return;
  position_ = position;
  end_ = end;
  growing_ = growing;
  name();
  Refresh(false);
}

void SeekTrack::set_marks(std::optional<Time> from, std::optional<Time> to) {
  if (from == from_ && to == to_) return;
  from_ = from;
  to_ = to;
  name();
  Refresh(false);
}

void SeekTrack::name() {
  auto words = tr("Position {} of {}", media_time(position_, false), media_time(end_, false));
  if (from_) words += ", " + tr("mark A at {}", media_time(*from_, false));
  if (to_) words += ", " + tr("mark B at {}", media_time(*to_, false));
  set_accessible_name(*this, words);
}

void SeekTrack::paint_marks(wxGraphicsContext& canvas, double width) const {
  if (end_.count() <= 0) return;
  const double middle = GetClientSize().y / 2.0;
  const auto place = [&](Time at) {
    return track_inset +
           width * std::clamp(static_cast<double>(at.count()) / static_cast<double>(end_.count()), 0.0, 1.0);
  };
  canvas.SetPen(wxNullPen);
  canvas.SetBrush(theme_.colour("amber"));
  if (from_ && to_) canvas.DrawRectangle(place(*from_), middle - 2, std::max(1.0, place(*to_) - place(*from_)), 4);
  canvas.SetFont(GetFont().Bold().Smaller(), theme_.colour("text"));
  const auto flag = [&](Time at, const wxString& letter, bool to_the_right) {
    const double x = place(at);
    canvas.DrawRectangle(x - 1, middle - 13, 2, 26);
    double wide = 0;
    double high = 0;
    canvas.GetTextExtent(letter, &wide, &high);
    canvas.DrawText(letter, to_the_right ? x + 3 : x - 3 - wide, 0);
  };
  if (from_) flag(*from_, "A", true);
  if (to_) flag(*to_, "B", false);
}

void SeekTrack::set_loudness(const std::vector<std::uint8_t>& loudness) {
  if (loudness == loudness_) return;
  loudness_ = loudness;
  Refresh(false);
}

SeekTrack::Time SeekTrack::time_at(int x) const {
  const int width = std::max(1, GetClientSize().x - 2 * track_inset);
  const double share = std::clamp(static_cast<double>(x - track_inset) / width, 0.0, 1.0);
  return Time(static_cast<Time::rep>(share * static_cast<double>(end_.count())));
}

void SeekTrack::point(int x) {
  if (end_.count() > 0) on_seek(time_at(x));
}

// Above and below the line, as sound is usually drawn.
void SeekTrack::paint_loudness(wxGraphicsContext& canvas, double width) const {
  if (loudness_.empty() || end_.count() <= 0) return;
  const wxRect2DDouble room(track_inset, 2, width, GetClientSize().y - 4.0);
  draw_loudness(canvas, loudness_, room, theme_.colour("loaded"), BarsFrom::middle);
}

void SeekTrack::paint() {
  wxAutoBufferedPaintDC dc(this);
  dc.SetBackground(theme_.colour("surface"));
  dc.Clear();
  const std::unique_ptr<wxGraphicsContext> canvas(wxGraphicsContext::Create(dc));
  const wxSize size = GetClientSize();
  const double width = std::max(1, size.x - 2 * track_inset);
  const double middle = size.y / 2.0;
  paint_loudness(*canvas, width);
  canvas->SetPen(wxNullPen);
  canvas->SetBrush(theme_.colour(end_.count() > 0 ? "loaded" : "track"));
  canvas->DrawRoundedRectangle(track_inset, middle - 2, width, 4, 2);
  if (end_.count() > 0) {
    const double share =
        std::clamp(static_cast<double>(position_.count()) / static_cast<double>(end_.count()), 0.0, 1.0);
    canvas->SetBrush(theme_.colour("focus"));
    canvas->DrawRoundedRectangle(track_inset, middle - 2, width * share, 4, 2);
    if (growing_) {  // the end is where it is being recorded
      canvas->SetBrush(theme_.colour("danger"));
      canvas->DrawEllipse(track_inset + width - 4, middle - 4, 8, 8);
    }
    paint_marks(*canvas, width);
    canvas->SetBrush(theme_.colour("text"));
    canvas->DrawEllipse(track_inset + width * share - 7, middle - 7, 14, 14);
  }
  if (HasFocus()) {
    canvas->SetBrush(wxNullBrush);
    canvas->SetPen(wxPen(theme_.colour("focus"), 2));
    canvas->DrawRoundedRectangle(2, 2, size.x - 4, size.y - 4, 4);
  }
}

}  // namespace siaga::ui
