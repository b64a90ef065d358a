// SessionList: where somebody else is signed in, for administrators who may end it: one, or all at once.
// Owner: PeoplePane. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class SessionList : public Surface {
 public:
  SessionList(wxWindow* parent, Desk& desk);

  /// Whose; nothing is asked before it is seen.
  void set_person(const domain::Person& person);
  /// Asks the hub.
  void refresh();
  void end_chosen();

 private:
  void show_sessions(std::vector<protocol::OwnSession> sessions);
  void show_buttons();
  void end(const std::optional<base::Id>& which, const std::string& success);

  Desk& desk_;
  Label* state_;
  Table* table_;
  KeyButton *end_one_, *end_all_;
  domain::Person person_;
  std::vector<protocol::OwnSession> sessions_;
};

}  // namespace siaga::ui
