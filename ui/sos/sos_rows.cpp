#include "ui/sos/sos_rows.h"

#include "ui/player/loudness.h"
#include "ui/player/picture.h"
#include "ui/sos/sos_words.h"
#include "ui/text.h"

#include <wx/dcmemory.h>
#include <wx/graphics.h>
#include <wx/image.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>

namespace siaga::ui {
namespace {

constexpr int bar_width = 6;
constexpr int glance_width = 3;  ///< beside the bar, after a gap of 1
constexpr int loudness_height = 12;
constexpr std::chrono::seconds asking_again{30};

const char* colour_of(Urgency urgency) {
  return urgency == Urgency::alarm ? "danger" : urgency == Urgency::running ? "amber" : "line_strong";
}

wxBitmap filled(const wxSize& size, const wxColour& colour) {
  wxBitmap bitmap(size);
  wxMemoryDC dc(bitmap);
  dc.SetBackground(colour);
  dc.Clear();
  return bitmap;
}

void fill_opaque(wxImage& image, const wxRect& where, const wxColour& colour) {
  image.SetRGB(where, colour.Red(), colour.Green(), colour.Blue());
  for (int x = where.GetLeft(); x <= where.GetRight(); ++x)
    for (int y = where.GetTop(); y <= where.GetBottom(); ++y) image.SetAlpha(x, y, wxALPHA_OPAQUE);
}

/// How loud it is over its length, along the lower edge, light on a shade.
wxBitmap with_loudness(const wxBitmap& picture, const std::vector<std::uint8_t>& loudness, const wxColour& colour) {
  wxBitmap drawn(picture.ConvertToImage());
  wxMemoryDC dc(drawn);
  const std::unique_ptr<wxGraphicsContext> canvas(wxGraphicsContext::Create(dc));
  if (!canvas) return picture;
  const wxRect2DDouble foot(0, drawn.GetHeight() - loudness_height, drawn.GetWidth(), loudness_height);
  canvas->SetPen(wxNullPen);
  canvas->SetBrush(wxColour(0, 0, 0, 150));
  canvas->DrawRectangle(foot.m_x, foot.m_y, foot.m_width, foot.m_height);
  draw_loudness(*canvas, loudness, {foot.m_x, foot.m_y + 1, foot.m_width, foot.m_height - 1}, colour, BarsFrom::bottom);
  return drawn;
}

/// Where one row came in among others that stay as they are.
std::optional<unsigned> entered_alone(const std::vector<base::Id>& before, const std::vector<base::Id>& after) {
  if (after.size() != before.size() + 1) return std::nullopt;
  const auto [old, fresh] = std::ranges::mismatch(before, after);
  if (!std::equal(old, before.end(), fresh + 1, after.end())) return std::nullopt;
  return static_cast<unsigned>(fresh - after.begin());
}

}  // namespace

void SosRows::set(std::vector<base::Id> order) {
  const auto before = order_.size();
  const bool appended = order.size() > before && before > 0 && std::equal(order_.begin(), order_.end(), order.begin());
  const bool same_size = order.size() == before;
  const auto entered = entered_alone(order_, order);
  order_ = std::move(order);
  pictures_.follow(desk_.model);
  std::erase_if(places_, [this](const auto& each) { return !desk_.model.find(each.first); });
  if (appended) {  // the list keeps its place
    for (auto row = before; row < order_.size(); ++row) RowAppended();
  } else if (same_size) {
    for (unsigned row = 0; row < order_.size(); ++row) RowChanged(row);
  } else if (entered) {
    RowInserted(*entered);
  } else {
    Reset(static_cast<unsigned>(order_.size()));
  }
}

std::optional<unsigned> SosRows::row_of(const base::Id& sos) const {
  const auto at = std::find(order_.begin(), order_.end(), sos);
  if (at == order_.end()) return std::nullopt;
  return static_cast<unsigned>(at - order_.begin());
}

void SosRows::changed(const base::Id& sos) {
  if (auto* known = pictures_.find(sos)) known->asked = {};
  if (const auto row = row_of(sos)) RowChanged(*row);
}

void SosRows::set_poster(const base::Id& sos, const base::Id& recording, const wxBitmap& picture) {
  const auto* matter = desk_.model.find(sos);
  if (!matter || matter->recordings.empty() || matter->recordings.back().id != recording) return;
  pictures_.keep({.sos = sos, .recording = recording, .picture = picture, .drawn = picture});
  if (const auto row = row_of(sos)) RowValueChanged(*row, poster);
}

void SosRows::mark_glance(const std::optional<base::Id>& sos) {
  const auto before = std::exchange(glanced_, sos);
  for (const auto& each : {before, sos})
    if (const auto row = each ? row_of(*each) : std::nullopt) RowValueChanged(*row, bar);
}

wxBitmap SosRows::bar_of(const console::Matter& matter) const {
  const std::string colour = colour_of(urgency_of(matter));
  const bool glanced = glanced_ == matter.sos.id;
  auto& bitmap = bars_[glanced ? colour + " glanced" : colour];
  if (bitmap.IsOk()) return bitmap;
  const int height = row_height_ - 6;
  wxImage image(bar_width + 1 + glance_width, height);
  image.InitAlpha();
  std::fill_n(image.GetAlpha(), image.GetWidth() * height, wxALPHA_TRANSPARENT);
  fill_opaque(image, {0, 0, bar_width, height}, desk_.theme.colour(colour));
  if (glanced) fill_opaque(image, {bar_width + 1, 0, glance_width, height}, desk_.theme.colour("focus"));
  return bitmap = wxBitmap(image);
}

SosRows::SosRows(Desk& desk, bool compact) : desk_(desk), compact_(compact) {
  if (compact) return;  // no pictures
  on_preview_ = desk_.previews.changed.connect([this](const base::Id& recording) {
    for (unsigned row = 0; row < order_.size(); ++row) {
      const auto* matter = desk_.model.find(order_[row]);
      const bool shown = matter && !matter->recordings.empty() && matter->recordings.back().id == recording;
      if (!shown) continue;
      if (auto* known = pictures_.find(order_[row])) known->asked = {};
      RowValueChanged(row, poster);
    }
  });
}

wxBitmap SosRows::poster_of(const console::Matter& matter) const {
  if (matter.recordings.empty()) return blank_of(nullptr);
  auto* known = pictures_.find(matter.sos.id);
  const auto now = std::chrono::steady_clock::now();
  if (known && now - known->asked < asking_again) return known->drawn;
  const auto drawn = draw_poster(matter, known);
  if ((known = pictures_.find(matter.sos.id)) != nullptr) known->asked = now;
  return drawn;
}

/// The newest recording's picture, as it was first seen here or as the hub has it now; the former picture until that
/// has come, and a sign while there is none.
wxBitmap SosRows::draw_poster(const console::Matter& matter, const RowPicture* known) const {
  const auto& newest = matter.recordings.back();
  const auto& preview = desk_.previews.of(newest, console::RecordingPreviews::Wish::row);
  const auto part = newest.examination ? newest.examination->part : std::nullopt;
  const bool has_its_own = known && known->recording == newest.id && known->part == part;
  if (has_its_own && known->loudness == preview.loudness.size()) return known->drawn;
  RowPicture mine{.sos = matter.sos.id, .recording = newest.id, .part = part};
  if (!has_its_own && !preview.posters.empty())
    mine.picture = siaga::ui::poster_of(bitmap_of_jpeg(preview.posters[preview.speaker()]), poster_size());
  if (known && !mine.picture.IsOk()) {
    mine.recording = known->recording;
    mine.part = known->part;
    mine.picture = known->picture;
  }
  mine.loudness = preview.loudness.size();
  mine.drawn = mine.picture.IsOk() ? mine.picture : blank_of(&newest);
  if (mine.loudness > 0) mine.drawn = with_loudness(mine.drawn, preview.loudness, desk_.theme.colour("on_video"));
  return mine.picture.IsOk() ? pictures_.keep(mine).drawn : mine.drawn;
}

wxBitmap SosRows::blank_of(const domain::Recording* newest) const {
  const bool growing = newest && newest->state == domain::RecordingState::growing;
  const bool sounds =
      newest && newest->examination && newest->examination->readable && newest->examination->video.empty();
  const std::string icon = growing ? "circle-dot" : sounds ? "volume-2" : newest ? "play" : "camera";
  auto& bitmap = blanks_[icon];
  if (bitmap.IsOk()) return bitmap;
  bitmap = filled(poster_size(), desk_.theme.colour("raised"));
  wxMemoryDC dc(bitmap);
  const auto sign = desk_.theme.icon(icon, growing ? "alarm" : "text_dim", 20).GetBitmap(wxSize(20, 20));
  if (sign.IsOk()) dc.DrawBitmap(sign, (poster_size().x - 20) / 2, (poster_size().y - 20) / 2, true);
  return bitmap;
}

bool SosRows::place_changed(unsigned row) const {
  const auto* id = at(row);
  const auto* matter = id ? desk_.model.find(*id) : nullptr;
  const auto drawn = id ? places_.find(*id) : places_.end();
  return matter && drawn != places_.end() && drawn->second != place_words(matter->sos, desk_.model);
}

void SosRows::GetValueByRow(wxVariant& value, unsigned row, unsigned column) const {
  const auto* id = at(row);
  const auto* matter = id ? desk_.model.find(*id) : nullptr;
  if (column == bar || column == poster) {
    const wxBitmap bitmap = !matter ? wxBitmap() : column == bar ? bar_of(*matter) : poster_of(*matter);
    value << wxBitmapBundle(bitmap);
    return;
  }
  if (!matter) {
    value = wxString();
    return;
  }
  if (column == words) places_[*id] = place_words(matter->sos, desk_.model);
  value = wx(column == words ? row_markup(*matter, desk_, compact_) : timer_markup(*matter, desk_));
}

}  // namespace siaga::ui
