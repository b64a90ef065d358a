// CaseRows: the rows of the queue of cases for wxDataViewCtrl: a virtual model, cells made only for what is seen.
// Columns are native cells (markup, bitmap), so that screen readers read them. Owner: the list. Thread: UI.
#pragma once

#include "protocol/user_id.h"
#include "ui/desk.h"

#include <wx/bmpbndl.h>
#include <wx/dataview.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace siaga::ui {

class CaseRows : public wxDataViewVirtualListModel {
 public:
  enum Column : unsigned { agent, user_id, last_day, bar, left, status };

  explicit CaseRows(Desk& desk) : desk_(desk) {}

  void set(std::vector<protocol::UserIdCaseView> cases);
  std::size_t size() const { return cases_.size(); }
  const protocol::UserIdCaseView* at(unsigned row) const { return row < cases_.size() ? &cases_[row] : nullptr; }
  std::optional<unsigned> row_of(const base::Id& one) const;
  std::vector<base::Id> order() const;
  const std::vector<protocol::UserIdCaseView>& all() const { return cases_; }
  /// What is being done with a case now, in place of its status; empty: nothing is.
  void set_note(const base::Id& one, std::string note);
  void forget_notes() { notes_.clear(); }
  /// Its running words are others than those that were drawn.
  bool words_changed(unsigned row) const;
  void set_row_height(int pixels) { row_height_ = pixels; }
  /// Colours have changed.
  void forget_bitmaps() { bars_.clear(); }

  void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override;
  bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }

 private:
  std::string cell(const protocol::UserIdCaseView& view, unsigned column) const;
  std::string agent_cell(const protocol::UserIdCaseView& view) const;
  std::string left_cell(const protocol::UserIdCaseView& view) const;
  std::string status_cell(const protocol::UserIdCaseView& view) const;
  wxBitmap bar_of(const protocol::UserIdCaseView& view) const;
  std::string running_words(const protocol::UserIdCaseView& view) const;

  Desk& desk_;
  int row_height_ = 52;
  std::vector<protocol::UserIdCaseView> cases_;
  std::map<base::Id, std::string> notes_;
  mutable std::map<base::Id, std::string> drawn_;  ///< running words
  mutable std::map<std::pair<std::string, int>, wxBitmap> bars_;
};

}  // namespace siaga::ui
