// SecurityPane: what guards one's own account: the password, the second factor by choice, and after how long the screen
// locks itself.
// Owner: AccountView. Thread: UI. Errors are said in the status line; what was typed stays, but passwords after
// success.
#pragma once

#include "protocol/account.h"
#include "ui/desk.h"
#include "ui/sign_in/enrolment_panel.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <wx/scrolwin.h>

#include <string>

namespace siaga::ui {

class SecurityPane : public Surface {
 public:
  SecurityPane(wxWindow* parent, Desk& desk);

  /// What the hub knows now.
  void show(const protocol::ProfileView& profile);
  /// The person has left: nothing of theirs stays.
  void forget();
  /// The password that setting up a second factor begins with.
  void focus_factor() { factor_password_->SetFocus(); }
  /// Esc: empties the fields, or leaves setting up the second factor. False when there was nothing.
  bool cancel();

  /// The second factor came, went, or has other codes.
  std::function<void()> on_changed = [] {};

 private:
  wxScrolledWindow* make_forms();
  void arrange();
  wxSizer* make_password(wxWindow& parent);
  wxSizer* make_factor(wxWindow& parent);
  wxSizer* make_lock(wxWindow& parent);
  void change_password();
  void set_up_factor();
  void remove_factor();
  void renew_codes();
  void show_enrolment(bool on);
  void leave_enrolment();
  bool wants_factor_fields(bool code);
  void failed(const base::Error& error);
  void choose_pause();

  Desk& desk_;
  wxScrolledWindow* forms_;
  base::Connection on_theme_;
  wxTextCtrl *old_, *new_, *again_;
  KeyButton* change_;
  Label *factor_state_, *lock_words_;
  wxTextCtrl *factor_password_, *factor_code_;
  wxSizer* code_column_;
  wxSizer* factor_fields_;
  KeyButton *set_up_, *renew_, *remove_;
  wxChoice* pause_;
  EnrolmentPanel* enrolment_;
  bool has_factor_ = false;
};

}  // namespace siaga::ui
