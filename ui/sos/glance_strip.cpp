#include "ui/sos/glance_strip.h"

#include "domain/recording.h"
#include "ui/accessibility.h"
#include "ui/player/loudness.h"
#include "ui/player/picture.h"

#include <wx/dcbuffer.h>
#include <wx/graphics.h>

#include <algorithm>
#include <memory>
#include <span>

namespace siaga::ui {
namespace {

constexpr int picture_height = 44;
constexpr int sound_height = 20;
constexpr int between_cells = 2;
constexpr int between_lines = 8;
constexpr int line_height = picture_height + between_cells + sound_height;

}  // namespace

std::vector<std::size_t> places_of(std::span<const std::chrono::milliseconds> times, std::chrono::milliseconds length,
                                   std::size_t places) {
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < times.size(); ++at) {
    const auto share =
        length.count() > 0 ? static_cast<double>(times[at].count()) / static_cast<double>(length.count()) : 0.0;
    const auto due = static_cast<std::size_t>(std::max(0.0, share) * static_cast<double>(places));
    const auto first_free = found.empty() ? 0 : found.back() + 1;
    found.push_back(std::min(std::max(due, first_free), places - (times.size() - at)));
  }
  return found;
}

GlanceStrip::GlanceStrip(wxWindow* parent, Theme& theme, int lines)
    : wxWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxNO_BORDER), theme_(theme), lines_(lines) {
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  SetMinSize(wxSize(120, lines * line_height + (lines - 1) * between_lines));
  set_accessible_role(*this, AccessibleRole::image);
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    Refresh();
    event.Skip();
  });
}

std::size_t GlanceStrip::columns() const { return domain::most_posters / static_cast<std::size_t>(lines_); }

std::size_t GlanceStrip::pictures() const {
  return static_cast<std::size_t>(std::ranges::count_if(pictures_, [](const wxBitmap& each) { return each.IsOk(); }));
}

void GlanceStrip::set(const base::Id& recording, const console::RecordingPreview& preview,
                      std::chrono::milliseconds length) {
  if (recording_ != recording) {
    recording_ = recording;
    jpegs_.clear();
    pictures_.clear();
  }
  jpegs_.resize(preview.posters.size());
  pictures_.resize(preview.posters.size());
  for (std::size_t at = 0; at < preview.posters.size(); ++at) {
    if (preview.posters[at].empty() || jpegs_[at] == preview.posters[at]) continue;
    jpegs_[at] = preview.posters[at];
    pictures_[at] = bitmap_of_jpeg(jpegs_[at]);
  }
  const auto count = std::min(preview.times.size(), domain::most_posters);
  places_ = places_of(std::span(preview.times).first(count), length, domain::most_posters);
  loudness_ = preview.loudness;
  Refresh();
}

void GlanceStrip::paint() {
  wxAutoBufferedPaintDC dc(this);
  dc.SetBackground(theme_.colour("bg"));
  dc.Clear();
  const std::unique_ptr<wxGraphicsContext> canvas(wxGraphicsContext::Create(dc));
  if (!canvas) return;
  if (pictures_.empty()) {  // sound alone has the room for itself
    const wxSize room = GetClientSize();
    const double high = std::min(room.y, line_height);
    draw_loudness(*canvas, loudness_, wxRect2DDouble(0, (room.y - high) / 2, room.x, high), theme_.colour("loaded"),
                  BarsFrom::middle);
    return;
  }
  for (std::size_t number = 0; number < places_.size() && number < pictures_.size(); ++number)
    paint_picture(*canvas, number);
  for (std::size_t line = 0; line < static_cast<std::size_t>(lines_); ++line) paint_sound(*canvas, line);
}

void GlanceStrip::paint_picture(wxGraphicsContext& canvas, std::size_t number) const {
  const double cell = static_cast<double>(GetClientSize().x + between_cells) / static_cast<double>(columns());
  const auto column = places_[number] % columns();
  const auto line = places_[number] / columns();
  const wxRect2DDouble box(cell * static_cast<double>(column),
                           static_cast<double>(line) * (line_height + between_lines),
                           std::max(1.0, cell - between_cells), picture_height);
  canvas.SetPen(wxNullPen);
  canvas.SetBrush(theme_.colour("video"));
  canvas.DrawRectangle(box.m_x, box.m_y, box.m_width, box.m_height);
  if (pictures_[number].IsOk()) draw_filling(canvas, pictures_[number], box);
}

// A line's sound stands below its pictures.
void GlanceStrip::paint_sound(wxGraphicsContext& canvas, std::size_t line) const {
  const auto lines = static_cast<std::size_t>(lines_);
  const auto first = line * loudness_.size() / lines;
  const auto last = (line + 1) * loudness_.size() / lines;
  const double top = static_cast<double>(line) * (line_height + between_lines) + picture_height + between_cells;
  draw_loudness(canvas, std::span(loudness_).subspan(first, last - first),
                {0, top, static_cast<double>(GetClientSize().x), sound_height}, theme_.colour("loaded"),
                BarsFrom::middle);
}

}  // namespace siaga::ui
