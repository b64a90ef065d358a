// DirectoryView: people with their roles, and units, for those who administer them. What stands here is fetched when
// it is opened and after each change.
// Owner: the main frame's page. Thread: UI.
#pragma once

#include "ui/directory/people_pane.h"
#include "ui/directory/units_pane.h"

namespace siaga::ui {

class DirectoryView : public Surface {
 public:
  DirectoryView(wxWindow* parent, Desk& desk);

  /// Asks the hub for what stands here.
  void open();
  void focus_first();
  /// False when the command isn't for here.
  bool perform(Command command);
  bool cancel();

 private:
  void show_units(bool units);
  void fetch_units();

  Desk& desk_;
  Office office_;
  KeyButton *people_tab_, *units_tab_;
  PeoplePane* people_;
  UnitsPane* units_;
  base::Connection on_session_;
};

}  // namespace siaga::ui
