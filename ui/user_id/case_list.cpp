#include "ui/user_id/case_list.h"

#include "ui/accessibility.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/column_widths.h"

#include <algorithm>
#include <array>

namespace siaga::ui {
namespace {

using protocol::UserIdCaseView;
using namespace std::chrono_literals;
/// How long after a key or a click the list is still under the hand.
constexpr auto hand_rests = 3s;
/// Agent, user ID, last day, bar, what is left, status. Those that hold words share the room that is left.
constexpr std::array columns{ColumnNeed{160, 2}, ColumnNeed{138, 2}, ColumnNeed{114, 0},
                             ColumnNeed{84, 0},  ColumnNeed{184, 1}, ColumnNeed{182, 3}};

bool same_order(const std::vector<UserIdCaseView>& cases, const std::vector<base::Id>& order) {
  return std::ranges::equal(cases, order, {}, [](const auto& view) { return view.one.id; });
}

bool has(const std::vector<UserIdCaseView>& cases, const base::Id& one) {
  return std::ranges::any_of(cases, [&](const auto& view) { return view.one.id == one; });
}

}  // namespace

CaseList::CaseList(wxWindow* parent, Desk& desk, const std::string& name)
    : wxDataViewCtrl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxDV_MULTIPLE | wxBORDER_NONE),
      desk_(desk),
      rows_(new CaseRows(desk)) {
  AssociateModel(rows_.get());
  const int row_height = GetCharHeight() * 2 + 18;
  SetRowHeight(row_height);  // before the columns, which take it over
  rows_->set_row_height(row_height);
  const std::array titles{tr("Agent"), tr("User ID"), tr("Last working day"), std::string{}, tr("Left of 1×24 hours"),
                          tr("Status")};
  for (unsigned at = 0; at < titles.size(); ++at) {
    const int wide = native::by_text(*this, columns[at].least);
    wxDataViewRenderer* renderer = nullptr;
    if (at == CaseRows::bar) {
      renderer = new wxDataViewBitmapRenderer("wxBitmapBundle", wxDATAVIEW_CELL_INERT, wxALIGN_CENTRE);
    } else {
      auto* words = new wxDataViewTextRenderer();
      words->EnableMarkup();
      words->EnableEllipsize(wxELLIPSIZE_END);
      renderer = words;
    }
    AppendColumn(new wxDataViewColumn(wx(titles[at]), renderer, at, wide, wxALIGN_LEFT, 0));
  }
  set_accessible_name(*this, name);
  Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
    if (quiet_) return;
    touched_ = std::chrono::steady_clock::now();
    const auto* view = GetCurrentItem().IsOk() ? rows_->at(rows_->GetRow(GetCurrentItem())) : nullptr;
    const auto chosen = selected();
    if (view && std::ranges::find(chosen, view->one.id) != chosen.end())
      current_ = view->one.id;
    else
      current_ = chosen.empty() ? std::nullopt : std::optional(chosen.front());
    on_selected();
  });
  Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
    touched_ = std::chrono::steady_clock::now();
    event.Skip();
  });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { fit_columns(); });
  });
  on_theme_ = desk_.theme.changed.connect([this] {
    rows_->forget_bitmaps();
    for (unsigned row = 0; row < rows_->size(); ++row) rows_->RowChanged(row);
  });
}

void CaseList::fit_columns() {
  if (!IsShownOnScreen()) return;
  auto needs = columns;
  for (auto& need : needs) need.least = native::by_text(*this, need.least);
  const auto widths = column_widths(needs, GetClientSize().x - 4);
  for (unsigned at = 0; at < needs.size(); ++at)
    if (needs[at].share > 0) GetColumn(at)->SetWidth(widths[at]);
}

bool CaseList::hand_is_on() const {
  if (std::chrono::steady_clock::now() - touched_ < hand_rests && HasFocus()) return true;
  return IsShownOnScreen() && GetScreenRect().Contains(wxGetMousePosition());
}

void CaseList::show(std::vector<UserIdCaseView> cases) {
  const auto shown = rows_->order();
  if (shown.empty() || same_order(cases, shown) || !hand_is_on()) return show_rows(std::move(cases));
  // Under the hand: rows keep their places with what is known of them now; those that left stay, new ones come below.
  std::vector<UserIdCaseView> held;
  for (unsigned row = 0; row < shown.size(); ++row) {
    const auto at = std::ranges::find_if(cases, [&](const auto& view) { return view.one.id == shown[row]; });
    held.push_back(at == cases.end() ? *rows_->at(row) : *at);
    if (at == cases.end()) rows_->set_note(shown[row], tr("has moved on"));
  }
  for (const auto& view : cases)
    if (std::ranges::find(shown, view.one.id) == shown.end()) held.push_back(view);
  show_rows(std::move(held));
  due_ = std::move(cases);
}

void CaseList::show_anew(std::vector<UserIdCaseView> cases) {
  current_.reset();
  rows_->forget_notes();
  due_.reset();
  quiet_ = true;
  UnselectAll();
  rows_->set(std::move(cases));
  quiet_ = false;
}

void CaseList::show_rows(std::vector<UserIdCaseView> cases) {
  due_.reset();
  const auto chosen = selected();
  const bool moves = !same_order(cases, rows_->order());
  quiet_ = true;
  rows_->set(std::move(cases));
  quiet_ = false;
  if (!moves) return;
  select(chosen);
  if (current_ && !rows_->row_of(*current_)) current_.reset();
  if (selected().size() != chosen.size()) on_selected();
}

void CaseList::select(const std::vector<base::Id>& ids) {
  wxDataViewItemArray items;
  for (const auto& id : ids)
    if (const auto row = rows_->row_of(id)) items.push_back(rows_->GetItem(*row));
  quiet_ = true;
  SetSelections(items);
  quiet_ = false;
}

void CaseList::select_only(const base::Id& one) {
  const auto row = rows_->row_of(one);
  if (!row) return;
  current_ = one;
  quiet_ = true;
  UnselectAll();
  SetCurrentItem(rows_->GetItem(*row));
  Select(rows_->GetItem(*row));
  EnsureVisible(rows_->GetItem(*row));
  quiet_ = false;
}

void CaseList::select_first() {
  if (const auto* first = rows_->at(0)) select_only(base::Id(first->one.id));
}

const UserIdCaseView* CaseList::find(const base::Id& one) const {
  const auto row = rows_->row_of(one);
  return row ? rows_->at(*row) : nullptr;
}

std::vector<base::Id> CaseList::selected() const {
  wxDataViewItemArray items;
  GetSelections(items);
  std::vector<base::Id> ids;
  for (const auto& item : items)
    if (const auto* view = item.IsOk() ? rows_->at(rows_->GetRow(item)) : nullptr)
      if (!due_ || has(*due_, view->one.id)) ids.push_back(view->one.id);  // what has moved on can't be acted on
  return ids;
}

void CaseList::tick() {
  if (due_ && !hand_is_on()) {
    rows_->forget_notes();
    show_rows(std::move(*due_));
  }
  const auto count = static_cast<unsigned>(rows_->size());
  if (count == 0 || !IsShownOnScreen()) return;
  const auto top_item = GetTopItem();
  const auto top = top_item.IsOk() ? rows_->GetRow(top_item) : 0;
  const unsigned last = std::min(count, top + static_cast<unsigned>(std::max(1, GetCountPerPage())) + 2);
  for (unsigned row = top; row < last; ++row)
    if (rows_->words_changed(row)) rows_->RowChanged(row);
  if (last >= count) on_end_near();
}

}  // namespace siaga::ui
