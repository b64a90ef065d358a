#include "ui/sign_in/reset_panel.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/sign_in/authority_words.h"
#include "ui/sign_in/password_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

namespace siaga::ui {
namespace {

constexpr int reset_width = 408;

std::string trimmed(const wxTextCtrl& field) { return utf8(field.GetValue().Trim().Trim(false)); }

}  // namespace

ResetPanel::ResetPanel(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "surface"}), desk_(desk) {
  title_ = new Label(this, "", {"head"});
  text_ = new Label(this, "");
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(title_, 0, wxBOTTOM, 8);
  all->Add(text_, 0, wxBOTTOM, 16);
  SetSizer(all);
  email_step_ = make_email_step();
  code_step_ = make_code_step();
  all->Add(email_step_, 0, wxEXPAND);
  all->Add(code_step_, 0, wxEXPAND);
  leave_ = new KeyButton(this, theme(), "tall", {.text = tr("Back to sign-in"), .key = "Esc"}, [this] { on_leave(); });
  all->Add(leave_, 0, wxTOP, 8);
  Bind(wxEVT_SHOW, [this](wxShowEvent& event) {
    if (!event.IsShown()) ++visit_;
    event.Skip();
  });
}

wxTextCtrl* ResetPanel::add_field(Surface& step, const std::string& caption, long style) {
  auto* field = new wxTextCtrl(&step, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER | style);
  native::fit_height(*field);
  set_accessible_name(*field, caption);
  field->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { submit(); });
  step.GetSizer()->Add(new Label(&step, caption, {"small", "dim"}), 0, wxBOTTOM, 4);
  step.GetSizer()->Add(field, 0, wxEXPAND | wxBOTTOM, 12);
  return field;
}

Surface* ResetPanel::make_email_step() {
  auto* step = new Surface(this, theme(), {.fill = "surface"});
  step->SetSizer(new wxBoxSizer(wxVERTICAL));
  email_ = add_field(*step, tr("E-mail of your account"));
  send_ =
      new KeyButton(step, theme(), "primary tall", {.text = tr("Send the code"), .key = "Enter"}, [this] { submit(); });
  have_ = new KeyButton(step, theme(), "tall", {.text = tr("I have a code")}, [this] {
    login_->ChangeValue(email_->GetValue());
    show(Step::told);
  });
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  buttons->Add(send_, 0, wxRIGHT, 8);
  buttons->Add(have_);
  step->GetSizer()->Add(buttons, 0, wxTOP, 8);
  return step;
}

Surface* ResetPanel::make_code_step() {
  auto* step = new Surface(this, theme(), {.fill = "surface"});
  step->SetSizer(new wxBoxSizer(wxVERTICAL));
  login_row_ = new Surface(step, theme(), {.fill = "surface"});
  login_row_->SetSizer(new wxBoxSizer(wxVERTICAL));
  login_ = add_field(*login_row_, tr("E-mail or NRP"));
  step->GetSizer()->Add(login_row_, 0, wxEXPAND);
  code_ = add_field(*step, tr("Code of six digits"));
  password_ = add_field(*step, tr("New password"), wxTE_PASSWORD);
  again_ = add_field(*step, tr("New password once more"), wxTE_PASSWORD);
  set_ = new KeyButton(step, theme(), "primary tall", {.text = tr("Set the password"), .key = "Enter"},
                       [this] { submit(); });
  anew_ = new KeyButton(step, theme(), "tall", {.text = tr("Send another code")}, [this] { request_code(); });
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  buttons->Add(set_, 0, wxRIGHT, 8);
  buttons->Add(anew_);
  step->GetSizer()->Add(buttons, 0, wxTOP, 8);
  return step;
}

std::string ResetPanel::email() const { return trimmed(*email_); }
std::string ResetPanel::login() const { return step_ == Step::told ? trimmed(*login_) : email(); }

void ResetPanel::begin(const console::Link::Hub& hub, const std::string& email) {
  hub_ = hub;
  ++visit_;
  for (auto* field : {code_, password_, again_}) field->Clear();
  email_->ChangeValue(wx(email));
  login_->ChangeValue(wx(email));
  show(Step::asking);
  wait(tr("Asking {} what it offers…", hub.address));
  desk_.link.fetch_sign_in_options(
      hub_, [self = wxWeakRef<ResetPanel>(this), visit = visit_](const base::Result<protocol::SignInOptions>& options) {
        if (self && visit == self->visit_) self->shown_options(options);
      });
}

void ResetPanel::shown_options(const base::Result<protocol::SignInOptions>& options) {
  busy_ = false;
  if (!options && is_about_trust(options.error())) return on_refused(options.error());
  // A hub that doesn't know the question is older than this console and has no mail, either.
  const bool older = !options && options.error().fault == base::Fault::not_found;
  if (!options && !older) {
    show(Step::nowhere);
    text_->set(tr("Nothing was changed."));
    return failed(options.error());
  }
  show(older ? Step::nowhere : options->mail ? Step::email : Step::told);
}

void ResetPanel::show(Step step) {
  step_ = step;
  title_->set(tr("Forgotten password"));
  switch (step) {
    case Step::asking: text_->set(""); break;
    case Step::nowhere:
      text_->set(
          tr("This hub is older than this console and knows no codes. Ask your administrator: they set a new password "
             "for you on the hub (siaga-hub user passwd). Your account stays as it is until then."));
      break;
    case Step::email:
      text_->set(tr("The hub sends a code of six digits to your e-mail. With it you set a new password here."));
      break;
    case Step::told:
      text_->set(
          tr("Call your administrator: they make a code in their console and tell it to you by voice. It is good for "
             "15 minutes and once. With it you set a new password here."));
      break;
    case Step::code:
      text_->set(
          tr("If {} belongs to an account, a code is on its way. It is good for 15 minutes and once. Look into the "
             "spam folder, too.",
             email()));
      break;
  }
  text_->Show(step != Step::asking);
  email_step_->Show(step == Step::email);
  code_step_->Show(step == Step::code || step == Step::told);
  login_row_->Show(step == Step::told);
  anew_->Show(step == Step::code);
  code_step_->Layout();
  text_->wrap_to(native::by_text(*this, reset_width));
  Show();
  on_say("", false);
  auto* first = step == Step::email  ? static_cast<wxWindow*>(email_)
                : step == Step::code ? static_cast<wxWindow*>(code_)
                : step == Step::told ? static_cast<wxWindow*>(login_->IsEmpty() ? login_ : code_)
                                     : leave_;
  first->SetFocus();
}

void ResetPanel::wait(const std::string& what) {
  busy_ = true;
  on_say(what, false);
}

void ResetPanel::submit() {
  if (step_ == Step::email) request_code();
  if (step_ == Step::code || step_ == Step::told) confirm();
}

void ResetPanel::request_code() {
  if (busy_) return;
  if (email().find('@') == std::string::npos) {
    email_->SetFocus();
    email_->SetInsertionPointEnd();  // GTK selects all
    return on_say(tr("An e-mail is needed, like name@example.id. The code goes nowhere else."), true);
  }
  wait(tr("Asking for a code…"));
  desk_.link.request_reset(hub_, email(),
                           [self = wxWeakRef<ResetPanel>(this), visit = visit_](const base::Result<void>& done) {
                             if (self && visit == self->visit_) self->code_requested(done);
                           });
}

void ResetPanel::code_requested(const base::Result<void>& done) {
  busy_ = false;
  if (!done) return failed(done.error());
  const bool again = step_ == Step::code;
  code_->Clear();
  show(Step::code);
  on_say(again ? tr("Another code was asked for; an earlier one is no longer good.") : "", false);
}

/// True when something is missing.
bool ResetPanel::complain_about_form() {
  const auto complain = [this](wxTextCtrl* field, const std::string& why) {
    field->SetFocus();
    on_say(why, true);
    return true;
  };
  if (login().empty()) return complain(login_, tr("Type the e-mail or NRP of your account."));
  if (trimmed(*code_).empty()) return complain(code_, tr("Type the six digits of the code."));
  if (password_->GetValue().length() < fewest_password_characters) return complain(password_, password_too_short());
  if (password_->GetValue() != again_->GetValue())
    return complain(again_, tr("The two passwords differ. Type the new one twice."));
  return false;
}

void ResetPanel::confirm() {
  if (busy_ || complain_about_form()) return;
  wait(tr("Setting the new password…"));
  const protocol::ConfirmReset wish{login(), trimmed(*code_), utf8(password_->GetValue())};
  desk_.link.confirm_reset(hub_, wish,
                           [self = wxWeakRef<ResetPanel>(this), visit = visit_](const base::Result<void>& done) {
                             if (self && visit == self->visit_) self->confirmed(done);
                           });
}

void ResetPanel::confirmed(const base::Result<void>& done) {
  busy_ = false;
  if (!done) return failed(done.error());
  for (auto* field : {code_, password_, again_}) field->Clear();
  on_done(login());
}

void ResetPanel::failed(const base::Error& error) {
  using base::Fault;
  if (is_about_trust(error)) return on_refused(error);
  switch (error.fault) {
    case Fault::conflict:
      code_->SetFocus();
      code_->SelectAll();
      return on_say(
          step_ == Step::told
              ? tr("The code is wrong, older than 15 minutes, used, or was tried too often; or the e-mail or NRP is "
                   "another one. Nothing was changed. Ask the administrator for another code.")
              : tr("The code is wrong, older than 15 minutes, used, or was tried too often. Nothing was changed. Look "
                   "at the newest mail, or send another code."),
          true);
    case Fault::invalid:
      if (const auto why = refused_password(error)) {
        password_->SetFocus();
        return on_say(tr("{} Nothing was changed, and the code is still good: choose another one.", *why), true);
      }
      break;
    case Fault::unavailable:
      if (error.field == "mail") return show(Step::told);
      break;
    default: break;
  }
  if (error.fault == Fault::unavailable || error.fault == Fault::timeout)
    return on_say(
        tr("{} doesn't answer. Check the address and the network; then call the administrator.", hub_.address), true);
  on_say(sentence(error), true);
}

}  // namespace siaga::ui
