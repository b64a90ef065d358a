// CaseList: the native list of cases, several of which can be selected. Rows never move under the hand: while the
// pointer is over the list or a key was just used in it, new ones are added below and nothing else changes its place.
// Owner: UserIdView. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/user_id/case_rows.h"

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace siaga::ui {

class CaseList : public wxDataViewCtrl {
 public:
  CaseList(wxWindow* parent, Desk& desk, const std::string& name);

  /// What is due; the order is shown at once, or when the hand has left. Selected rows stay selected.
  void show(std::vector<protocol::UserIdCaseView> cases);
  /// Nobody's hand is asked: another filter was chosen.
  void show_anew(std::vector<protocol::UserIdCaseView> cases);
  std::size_t size() const { return rows_->size(); }
  const protocol::UserIdCaseView* find(const base::Id& one) const;
  std::vector<base::Id> selected() const;
  /// The row that was chosen last; nothing when none is.
  std::optional<base::Id> current() const { return current_; }
  /// All that is shown, or due.
  const std::vector<protocol::UserIdCaseView>& cases() const { return due_ ? *due_ : rows_->all(); }
  /// Tells nobody.
  void select_first();
  /// Tells nobody.
  void select_only(const base::Id& one);
  void set_note(const base::Id& one, const std::string& note) { rows_->set_note(one, note); }
  /// Once a second: figures run, and an order that was held back may come.
  void tick();

  std::function<void()> on_selected = [] {};
  /// The end of the list is near: time to fetch more.
  std::function<void()> on_end_near = [] {};

 private:
  bool hand_is_on() const;
  void show_rows(std::vector<protocol::UserIdCaseView> cases);
  void select(const std::vector<base::Id>& ids);
  void fit_columns();

  Desk& desk_;
  wxObjectDataPtr<CaseRows> rows_;
  std::optional<std::vector<protocol::UserIdCaseView>> due_;  ///< held back under the hand
  std::optional<base::Id> current_;
  std::chrono::steady_clock::time_point touched_{};
  bool quiet_ = false;  ///< our own selecting isn't a person's
  base::Connection on_theme_;
};

}  // namespace siaga::ui
