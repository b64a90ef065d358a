// ImportPane: a table that somebody brings as a CSV file. It is looked through first: everything that it would do and
// every problem by row is shown; then, when somebody says so, exactly that is done. What stands in the table and who
// takes it in is its kind's.
// Owner: a view, which shows it in the place of its list. Thread: UI. Errors are said in the status line.
#pragma once

#include "base/result.h"
#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/widgets/import_sheet.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace siaga::ui {

struct ImportKind {
  std::string file_title;  ///< of the dialog that chooses the file
  std::string table_name;  ///< for screen readers
  std::string back;        ///< the button that leaves it
  std::vector<Table::Column> columns;
  /// Nothing is written. `bytes`: of the file.
  std::function<void(const std::string& bytes, std::function<void(base::Result<ImportSheet>)>)> look;
  /// What was seen. Errors: `field` "plan" when the file or what is known differs by now.
  std::function<void(const std::string& bytes, const std::string& plan, std::function<void(base::Result<ImportDone>)>)>
      import;
  std::function<std::string(const base::Error&)> fault;  ///< why nothing was imported
};

class ImportPane : public Surface {
 public:
  ImportPane(wxWindow* parent, Desk& desk, ImportKind kind);

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
  void lay_out();
  void wrap();
  void look();
  void show(ImportSheet sheet);
  void show_facts();
  void import_shown();
  void imported(base::Result<ImportDone> outcome);
  void say_state(const std::string& text);

  Desk& desk_;
  ImportKind kind_;
  Label *head_, *counts_, *state_;
  std::array<Label*, most_facts> facts_;
  Table* rows_;
  KeyButton *import_, *other_, *leave_;
  std::string bytes_;  ///< of the file that is shown
  std::string name_;   ///< of the file
  ImportSheet sheet_;
  bool importing_ = false;
  std::uint64_t asked_ = 0;  ///< an answer about an earlier file is dropped
};

}  // namespace siaga::ui
