// BookDetails: one user ID of the logbook beside the list: its record in full, and every entry about it with its
// number, when, who and what. Owner: LogbookView. Thread: UI.
#pragma once

#include "protocol/logbook.h"
#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/user_id/case_timeline.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace siaga::ui {

class BookDetails : public Surface {
 public:
  BookDetails(wxWindow* parent, Desk& desk);

  /// A row of the list; its history is being fetched.
  void show(const protocol::LogbookRow& row);
  /// All of it.
  void show_whole(protocol::LogbookHistory history);
  /// Nothing is chosen, or it isn't known; `hint` says which.
  void show_nothing(const std::string& hint);
  /// Its history; its entries are empty until it has come.
  const std::optional<protocol::LogbookHistory>& shown() const { return shown_; }

  /// It is marked for disposal.
  void show_mark(bool marked);

  /// A button was pressed.
  std::function<void(Command)> on_command = [](Command) {};

 private:
  void fill();
  void fill_facts(base::Instant now);
  void fit();

  Desk& desk_;
  std::optional<protocol::LogbookHistory> shown_;
  Label *title_, *subtitle_, *hint_;
  wxFlexGridSizer* facts_;
  std::vector<std::pair<Label*, Label*>> lines_;  ///< caption, words
  CaseTimeline* timeline_;
  KeyButton *correct_, *hold_, *mark_;
  bool is_marked_ = false;
  wxSizer* buttons_;
};

}  // namespace siaga::ui
