// Table: a virtual list of native text cells that screen readers read; rows are asked for when they are drawn.
// Thread: UI.
#pragma once

#include "ui/theme.h"

#include <wx/dataview.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class Table : public wxDataViewCtrl {
 public:
  struct Column {
    std::string title;    ///< empty in all columns: no header
    int width = 0;        ///< pixels at the usual text size, at least; 0: what is left, alone or by its share
    bool markup = false;  ///< the cells are Pango markup, escaped by their maker
    int share = 0;        ///< of the room that is left: words take it, dates don't
  };
  /// The text of a cell, UTF-8.
  using Cell = std::function<std::string(std::size_t row, std::size_t column)>;

  /// `name`: for screen readers. `lines`: of text in a row.
  Table(wxWindow* parent, const std::string& name, std::vector<Column> columns, int lines, Cell cell);

  /// All rows are other ones now; none is selected.
  void show(std::size_t rows);
  /// Rows were added at the end; the list keeps its place.
  void grow(std::size_t rows);
  void row_changed(std::size_t row);
  std::size_t size() const { return count_; }
  std::optional<std::size_t> selected() const;
  /// Tells nobody; nothing: no row. From on_selected it refuses the row that was chosen: the keyboard goes back too.
  void select(std::optional<std::size_t> row);

  /// A person has chosen this row.
  std::function<void(std::size_t)> on_selected = [](std::size_t) {};
  /// The end of the list is drawn: time to fetch more.
  std::function<void()> on_end_near = [] {};

 private:
  class Rows;
  void fit_columns();
  void look_for_end();
  void tell();
  void put(std::optional<std::size_t> row);
  void put_back(std::optional<std::size_t> row);

  std::vector<Column> columns_;
  wxObjectDataPtr<Rows> rows_;
  std::size_t count_ = 0;
  bool quiet_ = false;        ///< our own selecting isn't a person's
  bool is_telling_ = false;   ///< on_selected runs
  std::uint64_t placed_ = 0;  ///< how often rows or selection were set: what was to be put back is then out of date
};

}  // namespace siaga::ui
