#include "ui/sos/sos_list.h"

#include "ui/accessibility.h"
#include "ui/pointer_gtk.h"
#include "ui/sos/sos_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <algorithm>

namespace siaga::ui {
namespace {

using namespace std::chrono_literals;
/// How long after a key or a click the list is still under the hand.
constexpr auto hand_rests = 3s;
/// Milliseconds that the pointer stays on a row before its recording is looked into: passing by fetches nothing.
constexpr int pointer_settles = 150;
constexpr int timer_width = 108;
constexpr int bar_column = 12;
constexpr int padding = 8;

}  // namespace

SosList::SosList(wxWindow* parent, Desk& desk, bool compact, const std::string& name, int width)
    : wxDataViewCtrl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxDV_SINGLE | wxDV_NO_HEADER | wxBORDER_NONE),
      desk_(desk),
      rows_(new SosRows(desk, compact)) {
  // Two or three lines of the system's text size, and air.
  row_height_ = std::max(GetCharHeight() * (compact ? 2 : 3) + 16, compact ? 0 : SosRows::poster_size().y + padding);
  rows_->set_row_height(row_height_);
  AssociateModel(rows_.get());
  SetRowHeight(row_height_);  // before the columns, which take it over
  auto add = [this](wxDataViewRenderer* renderer, unsigned column, int wide, wxAlignment align) {
    AppendColumn(new wxDataViewColumn("", renderer, column, wide, align, 0));
  };
  auto* words = new wxDataViewTextRenderer();
  words->EnableMarkup();
  words->EnableEllipsize(wxELLIPSIZE_END);
  auto* timer = new wxDataViewTextRenderer("string", wxDATAVIEW_CELL_INERT, wxALIGN_RIGHT | wxALIGN_CENTRE_VERTICAL);
  timer->EnableMarkup();
  timer->EnableEllipsize(wxELLIPSIZE_NONE);
  add(new wxDataViewBitmapRenderer("wxBitmapBundle", wxDATAVIEW_CELL_INERT, wxALIGN_CENTRE), SosRows::bar, bar_column,
      wxALIGN_LEFT);
  if (!compact && has_posters(*this))
    add(new wxDataViewBitmapRenderer("wxBitmapBundle", wxDATAVIEW_CELL_INERT, wxALIGN_CENTRE), SosRows::poster,
        SosRows::poster_size().x + padding, wxALIGN_LEFT);
  add(words, SosRows::words, 160, wxALIGN_LEFT);
  add(timer, SosRows::timer, native::by_text(*this, timer_width), wxALIGN_RIGHT);
  fit_columns(width);
  set_accessible_name(*this, name);

  Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent& event) {
    if (quiet_ || !event.GetItem().IsOk()) return;
    if (const auto* id = rows_->at(rows_->GetRow(event.GetItem()))) {
      touched_ = std::chrono::steady_clock::now();
      marked_ = *id;
      on_selected(base::Id(*id));
    }
  });
  Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
    touched_ = std::chrono::steady_clock::now();
    event.Skip();
  });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] {
      if (IsShownOnScreen()) fit_columns(GetClientSize().x);
    });
  });
  watch_pointer();
  native::when_drawn(*this, [this] { report_painted(); });
  on_theme_ = desk_.theme.changed.connect([this] {
    rows_->forget_bitmaps();
    show_order(rows_->order());
  });
}

void SosList::watch_pointer() {
  native::when_pointed_at(*this, [this] { pointer_rests_.StartOnce(pointer_settles); });
  pointer_rests_.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { on_pointed(row_under_pointer()); });
}

std::optional<base::Id> SosList::row_under_pointer() const {
  const auto pointer = wxGetMousePosition();
  if (!IsShownOnScreen() || !GetScreenRect().Contains(pointer)) return std::nullopt;
  wxDataViewItem item;
  wxDataViewColumn* column = nullptr;
  HitTest(ScreenToClient(pointer), item, column);
  const auto* id = item.IsOk() ? rows_->at(rows_->GetRow(item)) : nullptr;
  return id ? std::optional(*id) : std::nullopt;
}

void SosList::fit_columns(int width) {
  const bool has_poster = GetColumnCount() == 4;
  const int others =
      bar_column + native::by_text(*this, timer_width) + (has_poster ? SosRows::poster_size().x + padding : 0);
  GetColumn(GetColumnCount() - 2)->SetWidth(std::max(80, width - others - 2));
}

bool SosList::has_posters(const wxWindow& window) { return native::by_text(window, 100) < 140; }

bool SosList::hand_is_on() const {
  if (std::chrono::steady_clock::now() - touched_ < hand_rests && HasFocus()) return true;
  return IsShownOnScreen() && GetScreenRect().Contains(wxGetMousePosition());
}

void SosList::arrange(std::vector<base::Id> order) {
  due_ = std::move(order);
  if (due_ == rows_->order()) return;
  if (!hand_is_on() || rows_->order().empty()) return show_order(due_);
  auto held = rows_->order();
  for (const auto& id : due_)
    if (!rows_->row_of(id)) held.push_back(id);
  if (held != rows_->order()) show_order(std::move(held));
}

void SosList::show_order(std::vector<base::Id> order) {
  quiet_ = true;
  rows_->set(std::move(order));
  quiet_ = false;
  mark(marked_);
}

void SosList::row_changed(const base::Id& sos) { rows_->changed(sos); }

void SosList::mark_glance(const std::optional<base::Id>& sos) {
  if (sos == rows_->glanced()) return;
  rows_->mark_glance(sos);
  if (const auto row = sos ? rows_->row_of(*sos) : std::nullopt) EnsureVisible(rows_->GetItem(*row));
}

void SosList::mark(const std::optional<base::Id>& sos) {
  marked_ = sos;
  const auto row = sos ? rows_->row_of(*sos) : std::nullopt;
  const auto item = row ? rows_->GetItem(*row) : wxDataViewItem();
  if (GetSelection() == item) return;
  quiet_ = true;
  if (row)
    Select(item);
  else
    UnselectAll();
  if (row) SetCurrentItem(item);
  quiet_ = false;
}

void SosList::tick() {
  if (due_ != rows_->order() && !hand_is_on()) {
    show_order(due_);
    on_caught_up();
  }
  const auto count = static_cast<unsigned>(rows_->order().size());
  if (count == 0 || !IsShownOnScreen()) return;
  const auto top = rows_->GetRow(GetTopItem());
  const unsigned last = std::min(count, top + static_cast<unsigned>(std::max(1, GetCountPerPage())) + 2);
  for (unsigned row = top; row < last; ++row) {
    const auto* matter = desk_.model.find(*rows_->at(row));
    if (!matter || urgency_of(*matter) == Urgency::calm) continue;
    rows_->RowValueChanged(row, SosRows::timer);
    if (rows_->place_changed(row)) rows_->RowValueChanged(row, SosRows::words);
  }
  if (last >= count) on_end_near();
}

void SosList::report_painted() {
  const auto top_item = GetTopItem();
  if (!top_item.IsOk() || !IsShownOnScreen()) return;
  const auto top = rows_->GetRow(top_item);
  const auto last = top + static_cast<unsigned>(std::max(1, GetCountPerPage()));
  for (unsigned row = top; row < last; ++row) {
    const auto* id = rows_->at(row);
    if (!id) break;
    if (painted_.insert(*id).second) on_painted(base::Id(*id));
  }
}

}  // namespace siaga::ui
