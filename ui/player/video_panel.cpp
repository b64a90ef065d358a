#include "ui/player/video_panel.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/player/picture.h"
#include "ui/text.h"

#include <wx/arrstr.h>
#include <wx/dcbuffer.h>
#include <wx/graphics.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace siaga::ui {
namespace {

constexpr int margin = 12;

struct Ink {
  wxColour fill;
  wxColour words;
};

/// A rounded box around words; `right` and `bottom` say from which corner `at` counts.
void draw_tag(wxGraphicsContext& canvas, const wxFont& font, const std::string& text, wxPoint2DDouble at, Ink ink,
              bool from_right, bool dot) {
  canvas.SetFont(font, ink.words);
  double width = 0;
  double height = 0;
  canvas.GetTextExtent(wx(text), &width, &height);
  const double extra = dot ? 14 : 0;
  const double box = width + 16 + extra;
  const double left = from_right ? at.m_x - box : at.m_x;
  canvas.SetPen(wxNullPen);
  canvas.SetBrush(ink.fill);
  canvas.DrawRoundedRectangle(left, at.m_y, box, height + 6, 4);
  if (dot) {
    canvas.SetBrush(ink.words);
    canvas.DrawEllipse(left + 8, at.m_y + height / 2 - 1, 8, 8);
  }
  canvas.DrawText(wx(text), left + 8 + extra, at.m_y + 3);
}

/// Nobody shall take it for a tag of the recording's. How high it is.
double draw_alarm(wxGraphicsContext& canvas, const wxFont& font, const std::string& text, int room, Ink ink) {
  canvas.SetFont(font.Scaled(1.5f), ink.words);
  double width = 0;
  double height = 0;
  canvas.GetTextExtent(wx(text), &width, &height);
  const double strip = height + 2 * margin;
  canvas.SetPen(wxNullPen);
  canvas.SetBrush(ink.fill);
  canvas.DrawRectangle(0, 0, room, strip);
  canvas.DrawText(wx(text), std::max<double>(margin, (room - width) / 2), margin);
  return strip;
}

/// Words broken into lines of at most `room` pixels.
std::vector<wxString> lines_of(wxGraphicsContext& canvas, const wxString& text, double room) {
  std::vector<wxString> lines;
  wxString line;
  for (const auto& word : wxSplit(text, ' ')) {
    const wxString longer = line.empty() ? word : line + " " + word;
    double width = 0;
    double height = 0;
    canvas.GetTextExtent(longer, &width, &height);
    if (width > room && !line.empty()) {
      lines.push_back(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

}  // namespace

VideoPanel::VideoPanel(wxWindow* parent, Theme& theme)
    : wxWindow(parent, wxID_ANY, wxDefaultPosition, wxSize(320, 180), wxNO_BORDER), theme_(theme) {
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  set_accessible_role(*this, AccessibleRole::image);
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    Refresh();
    event.Skip();
  });
  for (const auto type : {wxEVT_SET_FOCUS, wxEVT_KILL_FOCUS})
    Bind(type, [this](wxFocusEvent& event) {
      Refresh(false);
      event.Skip();
    });
  bind_mouse();
}

void VideoPanel::bind_mouse() {
  Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) {
    grasped_ = event.GetPosition();
    holds_ = true;
    moved_ = false;
    event.Skip();
  });
  Bind(wxEVT_MOTION, [this](wxMouseEvent& event) {
    if (!holds_ || !event.LeftIsDown() || !frame_ || view_.zoom() == 1) return event.Skip();
    const wxPoint way = event.GetPosition() - grasped_;
    if (!moved_ && way.x * way.x + way.y * way.y < 16) return;  // a click with an unsteady hand
    moved_ = true;
    grasped_ = event.GetPosition();
    view_.move(way.x, way.y, *frame_, GetClientSize());
    Refresh(false);
  });
  Bind(wxEVT_LEFT_UP, [this](wxMouseEvent&) {
    const bool click = holds_ && !moved_;
    holds_ = false;
    if (click) on_click();
  });
  Bind(wxEVT_LEFT_DCLICK, [this](wxMouseEvent&) { on_double_click(); });
  Bind(wxEVT_MOUSEWHEEL, [this](wxMouseEvent& event) {
    if (!frame_ || event.GetWheelDelta() == 0) return event.Skip();
    const double notches = static_cast<double>(event.GetWheelRotation()) / event.GetWheelDelta();
    view_.magnify(std::pow(1.25, notches), *frame_, GetClientSize(),
                  {static_cast<double>(event.GetX()), static_cast<double>(event.GetY())});
    look_changed();
  });
}

void VideoPanel::look_plainly() {
  view_ = {};
  look_changed();
}

void VideoPanel::turn() {
  view_.turn();
  look_changed();
}

void VideoPanel::magnify(double factor) {
  const wxSize room = GetClientSize();
  if (frame_) view_.magnify(factor, *frame_, room, {room.x / 2.0, room.y / 2.0});
  look_changed();
}

void VideoPanel::look_at_whole() {
  view_.whole();
  look_changed();
}

void VideoPanel::move(int x, int y) {
  const wxSize room = GetClientSize();
  if (frame_) view_.move(room.x * x / 10.0, room.y * y / 10.0, *frame_, room);
  Refresh(false);
}

void VideoPanel::show(std::shared_ptr<const media::Frame> frame) {
  frame_ = std::move(frame);
  Refresh(false);
}

void VideoPanel::set(std::string& slot, const std::string& text) {
  if (slot == text) return;
  slot = text;
  Refresh(false);
}

void VideoPanel::set_badge(const std::string& text) { set(badge_, text); }
void VideoPanel::set_state(const std::string& text) { set(state_, text); }
void VideoPanel::set_watermark(const std::string& text) { set(watermark_, text); }
void VideoPanel::set_message(const std::string& text) { set(message_, text); }
void VideoPanel::set_calm(bool calm) {
  calm_ = calm;
  Refresh(false);
}
void VideoPanel::set_alarm(const std::string& text) {
  set(alarm_, text);
  name();
}

void VideoPanel::describe(const std::string& words) {
  if (words == words_) return;
  words_ = words;
  name();
}

void VideoPanel::name() {
  auto picture = preview_.IsOk() ? tr("Preview of {}", preview_time_) : words_;
  if (const auto how = looked_at(); !how.empty() && !preview_.IsOk()) picture += ", " + how;
  set_accessible_name(*this, alarm_.empty() ? picture : alarm_);
}

// Nobody shall take a turned or magnified picture for the recording's own.
std::string VideoPanel::looked_at() const {
  if (!frame_ || view_.is_plain()) return {};
  std::string how = view_.zoom() > 1 ? one_decimal(view_.zoom()) + "×" : "";
  if (view_.quarters() != 0) how += (how.empty() ? "" : " · ") + std::to_string(view_.quarters() * 90) + "°";
  return how;
}

void VideoPanel::look_changed() {
  name();
  Refresh(false);
}

void VideoPanel::set_preview(const wxBitmap& picture, int x, const std::string& time) {
  if (!picture.IsOk() && !preview_.IsOk()) return;
  preview_ = picture;
  preview_x_ = x;
  preview_time_ = time;
  name();
  Refresh(false);
}

void VideoPanel::paint_preview(wxGraphicsContext& canvas) const {
  const wxSize room = GetClientSize();
  const double scale = std::min({1.0, room.x / 2.0 / preview_.GetWidth(), room.y / 2.0 / preview_.GetHeight()});
  const double width = preview_.GetWidth() * scale;
  const double height = preview_.GetHeight() * scale;
  const double left = std::clamp(preview_x_ - width / 2, 4.0, std::max(4.0, room.x - width - 4));
  const double top = room.y - height - 8;
  canvas.SetPen(wxPen(theme_.colour("line_strong"), 1));
  canvas.SetBrush(theme_.colour("video"));
  canvas.DrawRectangle(left - 1, top - 1, width + 2, height + 2);
  canvas.DrawBitmap(preview_, left, top, width, height);
  draw_tag(canvas, GetFont(), preview_time_, {left + 4, room.y - 38.0},
           {wxColour(0, 0, 0, 170), theme_.colour("on_video")}, false, false);
}

void VideoPanel::paint() {
  wxAutoBufferedPaintDC dc(this);
  dc.SetBackground(theme_.colour(calm_ ? "surface" : "video"));
  dc.Clear();
  const std::unique_ptr<wxGraphicsContext> canvas(wxGraphicsContext::Create(dc));
  if (!canvas) return;
  const wxSize room = GetClientSize();
  on_paint();
  if (frame_) draw_picture(*canvas, *frame_, view_.place(*frame_, room), view_.quarters());

  if (HasFocus()) {
    canvas->SetPen(wxPen(theme_.colour("focus"), 2));
    canvas->SetBrush(wxNullBrush);
    canvas->DrawRectangle(2, 2, room.x - 4, room.y - 4);
  }

  wxFont font = GetFont();  // wx asks a button for it, and the sheet makes those bold
  font.SetWeight(wxFONTWEIGHT_NORMAL);
  const wxFont bold = font.Bold();
  const wxColour words = theme_.colour("on_video");
  const Ink shade{wxColour(0, 0, 0, 170), words};
  const Ink red{theme_.colour("danger"), theme_.colour("on_danger")};
  double top = margin;
  if (!alarm_.empty()) top += draw_alarm(*canvas, bold, alarm_, room.x, red);
  if (!badge_.empty()) draw_tag(*canvas, bold, badge_, {margin, top}, red, false, true);
  if (!state_.empty()) draw_tag(*canvas, font, state_, {static_cast<double>(room.x - margin), top}, shade, true, false);
  if (!watermark_.empty())
    draw_tag(*canvas, font.Smaller(), watermark_, {static_cast<double>(room.x - margin), room.y - margin - 22.0},
             {wxColour(0, 0, 0, 110), wxColour(words.Red(), words.Green(), words.Blue(), 200)}, true, false);
  if (const auto how = looked_at(); !how.empty())
    draw_tag(*canvas, font, how, {margin, room.y - margin - 22.0}, shade, false, false);
  if (preview_.IsOk()) paint_preview(*canvas);
  if (message_.empty()) return;
  canvas->SetFont(font, calm_ ? theme_.colour("text_dim") : words);
  const auto lines = lines_of(*canvas, wx(message_), std::min(460, room.x - 4 * margin));
  const double step = GetCharHeight() * 1.35;
  double y = frame_ ? room.y - margin - 40 - step * static_cast<double>(lines.size())
                    : (room.y - step * static_cast<double>(lines.size())) / 2;
  for (const auto& line : lines) {
    double width = 0;
    double height = 0;
    canvas->GetTextExtent(line, &width, &height);
    if (frame_) {
      canvas->SetPen(wxNullPen);
      canvas->SetBrush(shade.fill);
      canvas->DrawRectangle((room.x - width) / 2 - 8, y, width + 16, step);
    }
    canvas->DrawText(line, (room.x - width) / 2, y + 2);
    y += step;
  }
}

}  // namespace siaga::ui
