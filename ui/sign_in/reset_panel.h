// ResetPanel: the forgotten password (R30) in the sign-in card: e-mail, then the code from the mail with a new password
// typed twice. Where the hub sends no mail it says whom to ask.
// Owner: the sign-in page. Thread: UI; answers that come after it has been left are dropped.
#pragma once

#include "ui/desk.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <wx/textctrl.h>

#include <functional>
#include <string>

namespace siaga::ui {

class ResetPanel : public Surface {
 public:
  ResetPanel(wxWindow* parent, Desk& desk);

  /// Shows itself. `email`: what is known already, or empty.
  void begin(const console::Link::Hub& hub, const std::string& email);

  const console::Link::Hub& hub() const { return hub_; }

  /// Cancelled, or there was nothing that could be done here.
  std::function<void()> on_leave = [] {};
  /// The password of this address is the new one.
  std::function<void(const std::string& email)> on_done = [](const std::string&) {};
  /// A sentence below the card's content (or none), which is arranged anew; true: something is wrong.
  std::function<void(const std::string& text, bool bad)> on_say = [](const std::string&, bool) {};
  /// The hub shows another certificate: this one.
  std::function<void(const base::Error& why)> on_refused = [](const base::Error&) {};

 private:
  /// `told`: an administrator tells the code by voice.
  enum class Step { asking, nowhere, email, code, told };

  wxTextCtrl* add_field(Surface& step, const std::string& caption, long style = 0);
  Surface* make_email_step();
  Surface* make_code_step();
  void show(Step step);
  void shown_options(const base::Result<protocol::SignInOptions>& options);
  void submit();
  void request_code();
  void code_requested(const base::Result<void>& done);
  void confirm();
  void confirmed(const base::Result<void>& done);
  bool complain_about_form();
  void failed(const base::Error& error);
  void wait(const std::string& what);
  std::string email() const;
  /// Whose password is set.
  std::string login() const;

  Desk& desk_;
  console::Link::Hub hub_;
  Step step_ = Step::asking;
  int visit_ = 0;  ///< answers to an earlier one are dropped
  bool busy_ = false;
  Label *title_, *text_;
  Surface *email_step_, *code_step_, *login_row_;
  wxTextCtrl *email_, *login_, *code_, *password_, *again_;
  KeyButton *send_, *have_, *set_, *anew_, *leave_;
};

}  // namespace siaga::ui
