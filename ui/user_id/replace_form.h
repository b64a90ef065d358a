// ReplaceForm: Support records whom a new user ID is for (R38): name, e-mail, the user ID to be made, and which one it
// replaces. Owner: UserIdView. Thread: UI.
#pragma once

#include "ui/user_id/application_field.h"
#include "ui/user_id/case_form.h"
#include "ui/user_id/user_id_picker.h"

namespace siaga::ui {

class ReplaceForm : public CaseForm {
 public:
  ReplaceForm(wxWindow* parent, Desk& desk);

  /// Empty, for a new case; the applications are fetched.
  void begin();
  void focus_first() override { agent_->SetFocus(); }
  bool is_typed() const override;
  /// Recorded, and requested from the team leader at once.
  void submit() override { send(true); }

 private:
  void replaced_chosen();
  void send(bool request);
  void finished(base::Result<void> kept);

  wxTextCtrl *agent_, *email_, *user_name_, *team_, *hired_;
  ApplicationField* application_;
  UserIdPicker* replaced_;
  base::Id case_;  ///< stays for every try: a retry records nobody twice
};

}  // namespace siaga::ui
