// LedgerPane: the spreadsheet that document control kept until now, into the logbook (R39): first everything that the
// file would put there and every problem by row, then, when somebody says so, exactly that.
// Owner: UserIdView, which shows it instead of the cases. Thread: UI. Errors are said in the status line.
#pragma once

#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table.h"

#include <functional>
#include <string>
#include <vector>

namespace siaga::ui {

class LedgerPane : public Surface {
 public:
  LedgerPane(wxWindow* parent, Desk& desk);

  /// Lets somebody choose a file, and shows what is in it. False when they chose none.
  bool choose_file();
  /// Nobody is signed in, or it was left: nothing of the file stays.
  void forget();
  void focus_list() { rows_->SetFocus(); }
  bool perform(Command command);

  /// True, and says so, while an import runs: only its result tells what was written.
  bool must_stay();

  /// The import is over (something may have changed), or was left.
  std::function<void()> on_left = [] {};

 private:
  /// A line of the table: a problem, or a row that nothing stops.
  struct Line {
    bool is_problem = false;
    std::size_t at = 0;  ///< in the plan's problems or rows
  };
  void lay_out();
  void look();
  void show(protocol::LedgerPreview preview);
  void show_counts();
  void import_shown();
  void imported(const base::Result<protocol::LedgerOutcome>& outcome);
  void say_state(const std::string& text);
  std::string cell(std::size_t row, std::size_t column) const;
  std::size_t wanted() const;

  Desk& desk_;
  Label *head_, *counts_, *heading_, *ignored_, *digest_, *state_;
  Table* rows_;
  KeyButton *import_, *other_, *leave_;
  std::string bytes_;  ///< of the file that is shown
  std::string name_;   ///< of the file
  protocol::LedgerPreview preview_;
  std::vector<Line> lines_;  ///< problems first
  bool importing_ = false;
  std::uint64_t asked_ = 0;  ///< an answer about an earlier file is dropped
};

}  // namespace siaga::ui
