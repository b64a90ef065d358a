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
constexpr double usual_shape = 16.0 / 9;  ///< of a picture that hasn't come yet
constexpr double most_of_only = 0.6;      ///< of the width, beside its sound
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

std::vector<GlanceCell> cells_of(std::span<const std::size_t> places, std::span<const double> natural,
                                 std::size_t columns, double width) {
  const double place_width = (width + between_cells) / static_cast<double>(columns);
  const auto left_of = [&](std::size_t place) { return place_width * static_cast<double>(place % columns); };
  std::vector<GlanceCell> cells;
  for (std::size_t at = 0; at < places.size(); ++at) {
    GlanceCell cell{places[at] / columns, left_of(places[at])};
    const bool has_next = at + 1 < places.size() && places[at + 1] / columns == cell.line;
    const bool has_last = !cells.empty() && cells.back().line == cell.line;
    const double end = has_next ? left_of(places[at + 1]) - between_cells : width;
    const double begin = has_last ? cells.back().left + cells.back().width + between_cells : 0;
    const double wanted = std::max(natural[at], place_width - between_cells);
    cell.width = std::min(wanted, end - cell.left);
    const double moved = std::clamp(wanted - cell.width, 0.0, std::max(0.0, cell.left - begin));
    cell.left -= moved;
    cell.width += moved;
    cells.push_back(cell);
  }
  return cells;
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
  if (pictures_.size() == 1) return paint_only_picture(*canvas);
  paint_pictures(*canvas);
  for (std::size_t line = 0; line < static_cast<std::size_t>(lines_); ++line) paint_sound(*canvas, line);
}

double GlanceStrip::natural_width(std::size_t number, double height) const {
  const auto& picture = pictures_[number];
  if (!picture.IsOk() || picture.GetHeight() == 0) return height * usual_shape;
  return height * picture.GetWidth() / picture.GetHeight();
}

void GlanceStrip::paint_pictures(wxGraphicsContext& canvas) const {
  const auto count = std::min(places_.size(), pictures_.size());
  std::vector<double> natural;
  for (std::size_t number = 0; number < count; ++number) natural.push_back(natural_width(number, picture_height));
  const auto cells = cells_of(std::span(places_).first(count), natural, columns(), GetClientSize().x);
  for (std::size_t number = 0; number < count; ++number) {
    const auto& cell = cells[number];
    paint_picture(canvas, number,
                  {cell.left, static_cast<double>(cell.line) * (line_height + between_lines), std::max(1.0, cell.width),
                   picture_height});
  }
}

// With its sound beside it; without any it has the strip for itself.
void GlanceStrip::paint_only_picture(wxGraphicsContext& canvas) const {
  const wxSize room = GetClientSize();
  const double most = loudness_.empty() ? room.x : room.x * most_of_only;
  const double width = std::min(natural_width(0, room.y), most);
  const double left = loudness_.empty() ? (room.x - width) / 2 : 0;
  paint_picture(canvas, 0, {left, 0, std::max(1.0, width), static_cast<double>(room.y)});
  if (loudness_.empty()) return;
  const double high = std::min(room.y, line_height);
  const double from = width + between_lines;
  draw_loudness(canvas, loudness_, {from, (room.y - high) / 2, std::max(1.0, room.x - from), high},
                theme_.colour("loaded"), BarsFrom::middle);
}

void GlanceStrip::paint_picture(wxGraphicsContext& canvas, std::size_t number, const wxRect2DDouble& box) const {
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
