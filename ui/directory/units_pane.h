// UnitsPane: the tree of units, beside it the chosen one's name, time zone, parent and emergency numbers.
// Owner: DirectoryView. Thread: UI. Errors are said in the status line; what was typed stays.
#pragma once

#include "ui/desk.h"
#include "ui/directory/office.h"
#include "ui/keys.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table.h"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class UnitsPane : public Surface {
 public:
  UnitsPane(wxWindow* parent, Desk& desk, const Office& office);

  /// The office's tree is another one now.
  void refresh();
  void forget();
  void focus_list() { list_->SetFocus(); }
  bool perform(Command command);
  bool cancel();

  /// A unit was kept: the tree must be fetched again.
  std::function<void()> on_changed = [] {};

 private:
  wxSizer* make_list();
  wxWindow* make_form();
  wxSizer* make_numbers(wxWindow& form, const std::function<void()>& entered);
  void show_numbers();
  domain::EmergencyNumbers written_numbers() const;
  void save_numbers(const domain::Unit& unit, const domain::UnitNumbers& numbers);
  void saved(const domain::Unit& unit, const base::Result<void>& kept);
  void choose(std::size_t row);
  void begin_new();
  std::optional<base::Id> beside(const domain::Unit& chosen) const;
  void show(const domain::Unit& unit);
  bool stays_with_typed();
  bool is_typed() const;
  domain::Unit written() const;
  void save();
  void mark_shown();

  Desk& desk_;
  const Office& office_;
  Table* list_;
  Label *head_, *nothing_;
  wxWindow* form_;
  wxTextCtrl* name_;
  /// A line for each number and some to spare; empty lines are none.
  struct NumberLine {
    wxTextCtrl *label = nullptr, *number = nullptr;
  };
  std::array<NumberLine, 5> lines_;
  wxChoice *zone_, *parent_;
  KeyButton* save_;
  std::vector<std::string> zones_;  ///< as listed in the choice
  std::vector<base::Id> parents_;   ///< as listed in the choice; nil: none
  domain::Unit shown_;
  domain::EmergencyNumbers shown_numbers_;
  bool is_new_ = false;
};

}  // namespace siaga::ui
