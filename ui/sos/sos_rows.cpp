#include "ui/sos/sos_rows.h"

#include "ui/player/picture.h"
#include "ui/sos/sos_words.h"
#include "ui/text.h"

#include <wx/dcmemory.h>
#include <wx/graphics.h>

#include <algorithm>
#include <memory>

namespace siaga::ui {
namespace {

constexpr int bar_width = 6;

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

void SosRows::set_poster(const base::Id& sos, const wxBitmap& picture) {
  posters_[sos] = picture;
  if (const auto row = row_of(sos)) RowValueChanged(*row, poster);
}

wxBitmap SosRows::bar_of(const console::Matter& matter) const {
  const std::string colour = colour_of(urgency_of(matter));
  auto& bitmap = bars_[colour];
  if (!bitmap.IsOk()) bitmap = filled(wxSize(bar_width, row_height_ - 6), desk_.theme.colour(colour));
  return bitmap;
}

SosRows::SosRows(Desk& desk, bool compact) : desk_(desk), compact_(compact) {
  on_preview_ = desk_.previews.changed.connect([this](const base::Id& recording) {
    for (unsigned row = 0; row < order_.size(); ++row) {
      const auto* matter = desk_.model.find(order_[row]);
      const bool shown = matter && !matter->recordings.empty() && matter->recordings.back().id == recording;
      if (shown && !posters_.contains(order_[row])) RowValueChanged(row, poster);
    }
  });
}

/// The hub's poster of the newest recording; not OK while there is none.
wxBitmap SosRows::preview_of(const console::Matter& matter) const {
  if (matter.recordings.empty()) return {};
  const auto& preview = desk_.previews.of(matter.recordings.back(), console::RecordingPreviews::Wish::speaker);
  if (preview.posters.empty()) return {};
  return siaga::ui::poster_of(bitmap_of_jpeg(preview.posters[preview.speaker()]), poster_size());
}

wxBitmap SosRows::poster_of(const console::Matter& matter) const {
  if (const auto known = posters_.find(matter.sos.id); known != posters_.end()) return known->second;
  if (const auto preview = preview_of(matter); preview.IsOk()) return posters_[matter.sos.id] = preview;
  const bool growing = !matter.recordings.empty() && matter.recordings.back().state == domain::RecordingState::growing;
  const std::string icon = growing ? "circle-dot" : matter.recordings.empty() ? "camera" : "play";
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
