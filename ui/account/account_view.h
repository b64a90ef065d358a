// AccountView: one's own account: photo, name, phone and day of birth to change (R31), what the administrator keeps,
// the roles; beside them where one is signed in, each of which can be ended, what guards the account, and who looked.
// Owner: the main frame's page. Thread: UI. Errors are said in the status line; what was typed stays.
#pragma once

#include "ui/account/looks_pane.h"
#include "ui/account/photo_editor.h"
#include "ui/account/security_pane.h"
#include "ui/desk.h"
#include "ui/view.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class AccountView : public View {
 public:
  AccountView(wxWindow* parent, Desk& desk);

  void open() override;
  void focus_first() override;
  bool perform(Command command) override;
  bool cancel() override;
  /// Where a second factor is set up, with the keyboard in the password.
  void begin_enrolment();

 private:
  wxSizer* make_person();
  wxSizer* make_beside();
  wxWindow* make_sessions();
  /// Which of the three parts stands beside the person.
  void choose_part(std::size_t part);
  void fetch_profile();
  void show_person();
  void fetch_sessions();
  void show_sessions(std::vector<protocol::OwnSession> sessions);
  void show_end();
  void save();
  void end_session();
  bool is_typed() const;
  bool is_born_typed() const;
  void complain_of_born();
  std::string role_cell(std::size_t row, std::size_t column) const;

  Desk& desk_;
  PhotoEditor* photo_;
  wxTextCtrl *name_, *phone_, *born_;
  Label *email_, *nrp_, *post_, *unit_, *no_roles_, *sessions_state_;
  KeyButton *save_, *end_;
  std::array<KeyButton*, 3> tabs_{};
  std::array<wxWindow*, 3> parts_{};
  SecurityPane* security_;
  LooksPane* looks_;
  Table *roles_, *sessions_;
  std::optional<base::Id> person_;  ///< whose account the fields show
  protocol::PutProfile shown_;      ///< what the fields held before somebody typed
  std::vector<protocol::OwnSession> own_;
  base::Connection on_session_;
};

}  // namespace siaga::ui
