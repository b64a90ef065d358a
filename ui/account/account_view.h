// AccountView: one's own account: name and phone to change (R31), what the administrator keeps, the roles, and where
// one is signed in, each of which can be ended.
// Owner: the main frame's page. Thread: UI. Errors are said in the status line; what was typed stays.
#pragma once

#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class AccountView : public Surface {
 public:
  AccountView(wxWindow* parent, Desk& desk);

  /// Asks the hub for what stands here.
  void open();
  void focus_first();
  /// False when the command isn't for here.
  bool perform(Command command);
  /// Takes back what was typed. False when nothing was.
  bool cancel();

 private:
  wxSizer* make_person();
  wxSizer* make_sessions();
  void show_person();
  void fetch_sessions();
  void show_sessions(std::vector<protocol::OwnSession> sessions);
  void show_end();
  void save();
  void end_session();
  bool is_typed() const;
  std::string role_cell(std::size_t row, std::size_t column) const;
  std::string session_cell(std::size_t row, std::size_t column) const;

  Desk& desk_;
  wxTextCtrl *name_, *phone_;
  Label *email_, *nrp_, *post_, *unit_, *no_roles_, *sessions_state_;
  KeyButton *save_, *end_;
  Table *roles_, *sessions_;
  std::optional<base::Id> person_;  ///< whose account the fields show
  protocol::PutProfile shown_;      ///< what the fields held before somebody typed
  std::vector<protocol::OwnSession> own_;
  base::Connection on_session_;
};

}  // namespace siaga::ui
