#include "ui/widgets/table.h"

#include "ui/accessibility.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/column_widths.h"

#include <algorithm>
#include <utility>

namespace siaga::ui {

class Table::Rows : public wxDataViewVirtualListModel {
 public:
  explicit Rows(Cell cell) : cell_(std::move(cell)) {}

  void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override { value = wx(cell_(row, column)); }
  bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }

 private:
  Cell cell_;
};

namespace {

constexpr int narrowest = 80;  // of a column that takes what is left

long style_of(const std::vector<Table::Column>& columns) {
  const bool headed = std::ranges::any_of(columns, [](const auto& column) { return !column.title.empty(); });
  return wxDV_SINGLE | wxBORDER_NONE | (headed ? 0 : wxDV_NO_HEADER);
}

}  // namespace

Table::Table(wxWindow* parent, const std::string& name, std::vector<Column> columns, int lines, Cell cell)
    : wxDataViewCtrl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, style_of(columns)),
      columns_(std::move(columns)),
      rows_(new Rows(std::move(cell))) {
  AssociateModel(rows_.get());
  SetRowHeight(GetCharHeight() * lines + (lines > 1 ? 14 : 12));  // before the columns, which take it over
  for (unsigned at = 0; at < columns_.size(); ++at) {
    auto* text = new wxDataViewTextRenderer();
    if (columns_[at].markup) text->EnableMarkup();
    text->EnableEllipsize(wxELLIPSIZE_END);
    AppendColumn(new wxDataViewColumn(wx(columns_[at].title), text, at, native::by_text(*this, columns_[at].width),
                                      wxALIGN_LEFT, 0));
  }
  set_accessible_name(*this, name);
  Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
    if (!quiet_) tell();
  });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { fit_columns(); });
  });
  native::when_drawn(*this, [this] { look_for_end(); });
}

void Table::fit_columns() {
  if (!IsShownOnScreen()) return;
  std::vector<ColumnNeed> needs;
  for (const auto& column : columns_)
    needs.push_back(column.width == 0 ? ColumnNeed{narrowest, std::max(1, column.share)}
                                      : ColumnNeed{native::by_text(*this, column.width), column.share});
  const auto widths = column_widths(needs, GetClientSize().x - 4);
  for (unsigned at = 0; at < columns_.size(); ++at)
    if (needs[at].share > 0) GetColumn(at)->SetWidth(widths[at]);
}

void Table::look_for_end() {
  const auto top = GetTopItem();
  if (!top.IsOk() || count_ == 0) return;
  const auto last = rows_->GetRow(top) + static_cast<unsigned>(std::max(1, GetCountPerPage())) + 5;
  if (last >= count_) CallAfter([this] { on_end_near(); });
}

void Table::tell() {
  const auto row = selected();
  if (!row) return;
  is_telling_ = true;
  on_selected(*row);
  is_telling_ = false;
}

void Table::show(std::size_t rows) {
  ++placed_;
  quiet_ = true;
  count_ = rows;
  rows_->Reset(static_cast<unsigned>(rows));
  quiet_ = false;
}

void Table::grow(std::size_t rows) {
  if (count_ == 0) return show(rows);
  for (; count_ < rows; ++count_) rows_->RowAppended();
}

void Table::row_changed(std::size_t row) { rows_->RowChanged(static_cast<unsigned>(row)); }

std::optional<std::size_t> Table::selected() const {
  const auto item = GetSelection();
  if (!item.IsOk()) return std::nullopt;
  const std::size_t row = rows_->GetRow(item);
  return row < count_ ? std::optional(row) : std::nullopt;
}

void Table::select(std::optional<std::size_t> row) {
  put(row);
  const auto mine = ++placed_;
  // GTK takes its cursor to the row of which it tells only after it has told.
  if (is_telling_)
    CallAfter([this, row, mine] {
      if (mine == placed_) put_back(row);
    });
}

void Table::put_back(std::optional<std::size_t> row) {
  put(row);
  if (!row || *row >= count_) return;
  quiet_ = true;
  native::put_cursor(*this, static_cast<int>(*row));
  quiet_ = false;
}

void Table::put(std::optional<std::size_t> row) {
  quiet_ = true;
  if (row && *row < count_) {
    const auto item = rows_->GetItem(static_cast<unsigned>(*row));
    Select(item);
    SetCurrentItem(item);
  } else {
    UnselectAll();
  }
  quiet_ = false;
}

}  // namespace siaga::ui
