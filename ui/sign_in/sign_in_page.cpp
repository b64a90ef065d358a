#include "ui/sign_in/sign_in_page.h"

#include "console/authorities.h"
#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/keys.h"
#include "ui/sign_in/authority_words.h"
#include "ui/sign_in/session_end_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/utils.h>
#include <wx/weakref.h>

#include <filesystem>
#include <utility>

namespace siaga::ui {
namespace {

constexpr int card_width = 488;
constexpr int enrolment_width = 720;
constexpr int scroll_step = 16;
constexpr int card_margin = 32;
constexpr int status_gap = 16;
constexpr int card_edge = 8;  ///< around the card in a low window
constexpr const char* demo_login = "pengawas@contoh.id";
constexpr const char* demo_password = "siaga-demo";

}  // namespace

SignInPage::SignInPage(wxWindow* parent, Desk& desk, const Options& options)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), options_(options) {
  scroller_ =
      new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL | wxNO_BORDER);
  scroller_->SetScrollRate(0, scroll_step);
  const auto colour = [this] { scroller_->SetBackgroundColour(theme().colour("bg")); };
  colour();
  on_theme_ = desk.theme.changed.connect(colour);
  card_ = new Surface(scroller_, desk.theme, {.fill = "surface", .border = "line", .radius = 12});
  auto* head = new wxBoxSizer(wxHORIZONTAL);
  const auto sign = desk.theme.icon("siaga", "text", 48);
  if (sign.IsOk()) head->Add(new wxStaticBitmap(card_, wxID_ANY, sign), 0, wxRIGHT, 16);
  auto* words = new wxBoxSizer(wxVERTICAL);
  words->Add(new Label(card_, "Siaga", {"title"}));
  words->Add(new Label(card_, tr("The supervisor's console"), {"dim"}), 0, wxTOP, 4);
  head->Add(words, 0, wxALIGN_CENTRE_VERTICAL);
  form_ = make_form();
  fingerprint_ = new FingerprintPanel(card_, desk.theme);
  fingerprint_->on_leave = leave_to_form();
  fingerprint_->Hide();
  reset_ = new ResetPanel(card_, desk);
  reset_->on_leave = leave_to_form();
  reset_->on_done = [this](const std::string& email) { reset_done(email); };
  reset_->on_say = [this](const std::string& text, bool bad) { say(text, bad); };
  reset_->on_refused = [this](const base::Error& why) { failed(why, {reset_->hub()}); };
  reset_->Hide();
  enrolment_ = new EnrolmentPanel(card_, desk);
  enrolment_->on_say = [this](const std::string& text, bool bad) { say(text, bad); };
  enrolment_->on_leave = [this] { leave_enrolment(); };
  enrolment_->Hide();
  first_start_ = new FirstStartPanel(card_, desk);
  first_start_->on_say = [this](const std::string& text, bool bad) { say(text, bad); };
  first_start_->on_refused = [this](const base::Error& why) { failed(why, {first_start_->hub()}); };
  first_start_->on_leave = [this](const std::string& why) {
    show_form();
    say(why, !why.empty());
    login_->SetFocus();
  };
  status_ = new Label(card_, "");
  auto* inside = new wxBoxSizer(wxVERTICAL);
  inside->Add(head, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, card_margin);
  inside->AddSpacer(24);
  inside->Add(form_, 0, wxEXPAND | wxLEFT | wxRIGHT, card_margin);
  inside->Add(fingerprint_, 0, wxEXPAND | wxLEFT | wxRIGHT, card_margin);
  inside->Add(reset_, 0, wxEXPAND | wxLEFT | wxRIGHT, card_margin);
  inside->Add(enrolment_, 0, wxEXPAND | wxLEFT | wxRIGHT, card_margin);
  inside->Add(first_start_, 0, wxEXPAND | wxLEFT | wxRIGHT, card_margin);
  auto* below = new wxBoxSizer(wxVERTICAL);
  below->Add(status_, 0, wxTOP, status_gap);
  inside->Add(below, 0, wxLEFT | wxRIGHT, card_margin);
  inside->AddSpacer(32);
  card_->SetSizer(inside);
  card_->SetMinSize(wxSize(native::by_text(*this, card_width), -1));
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->AddStretchSpacer(2);
  all->Add(card_, 0, wxALIGN_CENTRE_HORIZONTAL | wxTOP | wxBOTTOM, card_edge);
  all->AddStretchSpacer(3);
  scroller_->SetSizer(all);
  auto* page = new wxBoxSizer(wxVERTICAL);
  page->Add(scroller_, 1, wxEXPAND);
  SetSizer(page);
  Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
    const bool leaves = event.GetKeyCode() == WXK_ESCAPE && !form_->IsShown();
    if (leaves && first_start_->IsShown())
      first_start_->on_leave("");
    else if (leaves && !enrolment_->IsShown())
      leave_to_form()();
    else if (leaves && enrolment_->may_leave())
      enrolment_->on_leave();
    else
      event.Skip();
  });
}

bool SignInPage::Layout() {
  const bool done = Surface::Layout();
  if (scroller_) {
    scroller_->FitInside();
    scroller_->Layout();
  }
  return done;
}

wxTextCtrl* SignInPage::add_field(wxWindow& form, const std::string& caption, const std::string& value, long style,
                                  Label** shown) {
  auto* label = new Label(&form, caption, {"small", "dim"});
  if (shown) *shown = label;
  auto* field =
      new wxTextCtrl(&form, wxID_ANY, wx(value), wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER | style);
  native::fit_height(*field);
  set_accessible_name(*field, caption);
  field->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { submit(); });
  form.GetSizer()->Add(label, 0, wxBOTTOM, 4);
  form.GetSizer()->Add(field, 0, wxEXPAND | wxBOTTOM, 12);
  return field;
}

wxWindow* SignInPage::make_form() {
  auto* form = new Surface(card_, theme(), {.fill = "surface"});
  form->SetSizer(new wxBoxSizer(wxVERTICAL));
  const auto& settings = desk_.settings;
  const auto* last = settings.hubs.empty() ? nullptr : &settings.hubs.front();
  const auto hub = !options_.hub.empty() ? options_.hub : last ? last->address : "127.0.0.1:7443";
  const auto* known = console::find_hub(settings, hub);
  login_ = add_field(*form, tr("E-mail or NRP"), known ? known->login : "");
  login_->Bind(wxEVT_TEXT, [this](wxCommandEvent& event) {
    event.Skip();
    show_code(false);  // it was asked of somebody else
  });
  password_ = add_field(*form, tr("Password"), "", wxTE_PASSWORD);
  code_ = add_field(*form, tr("Code from the app, or a recovery code"), "", 0, &code_caption_);
  show_code(false);
  hub_ = add_field(*form, tr("Hub's address"), hub);
  console_ = add_field(*form, tr("Name of this console, shown to others"), desk_.model.console_name());
  keep_ = new wxCheckBox(form, wxID_ANY, wx(tr("Stay signed in on this machine")));
  enter_ = new KeyButton(form, theme(), "primary tall", {.text = tr("Sign in"), .key = "Enter"}, [this] { submit(); });
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  buttons->Add(enter_, 0, wxRIGHT, 8);
  if (options_.demo) {
    demo_ = new KeyButton(form, theme(), "tall", {.text = tr("Sign in as demo supervisor")}, [this] {
      login_->SetValue(demo_login);
      password_->ChangeValue(demo_password);
      submit();
    });
    buttons->Add(demo_);
  }
  form->GetSizer()->Add(keep_, 0, wxTOP | wxBOTTOM, 8);
  forgotten_ = new KeyButton(form, theme(), "flat", {.text = tr("Forgot the password, or have none yet?")},
                             [this] { begin_reset(); });
  form->GetSizer()->Add(buttons, 0, wxTOP, 8);
  form->GetSizer()->Add(forgotten_, 0, wxTOP, 8);
  return form;
}

std::function<void()> SignInPage::leave_to_form() {
  return [this] {
    show_form();
    say("", false);
    login_->SetFocus();
  };
}

std::string SignInPage::address() const { return utf8(hub_->GetValue().Trim().Trim(false)); }

std::string SignInPage::login() const { return utf8(login_->GetValue().Trim().Trim(false)); }

void SignInPage::begin(const std::optional<base::Error>& why) {
  password_->Clear();
  show_code(false);
  show_form();
  say(why ? session_end_words(*why) : "", why.has_value());
  // Later: a page that isn't shown yet can't take the keyboard.
  CallAfter([this] {
    if (!IsShownOnScreen() || !form_->IsShown()) return;
    auto* first = !login_->IsEmpty() ? static_cast<wxWindow*>(password_)
                  : demo_            ? static_cast<wxWindow*>(demo_)
                                     : login_;
    first->SetFocus();
  });
  if (const auto known = known_hub()) look_for_first_start(*known, "");
}

void SignInPage::show_form() {
  ++choice_;
  fingerprint_->Hide();
  reset_->Hide();
  enrolment_->Hide();
  card_->SetMinSize(wxSize(native::by_text(*this, card_width), -1));
  first_start_->Hide();
  form_->Show();
  for (auto* each : {enter_, demo_, forgotten_})
    if (each) each->Enable();
  Layout();
}

void SignInPage::show_code(bool on) {
  if (!code_) return;  // the form is still being made
  code_->Clear();
  if (code_->IsShown() == on) return;
  code_->Show(on);
  code_caption_->Show(on);
  Layout();
}

void SignInPage::say(const std::string& text, bool bad) {
  status_->set(text);
  status_->Show(!text.empty());
  status_->mark("bad", bad);
  status_->mark("dim", !bad);
  status_->wrap_to(card_->GetMinSize().x - 2 * card_margin);
  Layout();
  if (bad) show_status();
}

/// A card that is higher than the window may hide what it says at its foot.
void SignInPage::show_status() {
  const int below =
      scroller_->ScreenToClient(status_->GetScreenRect().GetBottomLeft()).y + status_gap - scroller_->GetClientSize().y;
  if (below > 0) scroller_->Scroll(-1, scroller_->GetViewStart().y + (below + scroll_step - 1) / scroll_step);
}

void SignInPage::wait(const std::string& what) {
  say(what, false);
  for (auto* each : {enter_, demo_, forgotten_})
    if (each) each->Disable();
}

void SignInPage::try_saved() {
  const auto hub = known_hub();
  const auto* known = console::find_hub(desk_.settings, address());
  if (!hub || !known || known->login.empty()) return;
  const Asked asked{*hub, known->login, true};
  desk_.secrets.load(known->address, known->login,
                     [self = wxWeakRef<SignInPage>(this), asked](base::Result<std::string> token) {
                       if (!self || !token || !self->enter_->IsEnabled()) return;
                       self->keep_->SetValue(true);
                       self->wait(tr("Going on with the saved sign-in…"));
                       self->desk_.link.resume(asked.hub, *token, [self, asked](base::Result<void> done) {
                         if (!self) return;
                         if (done) return self->signed_in(asked);
                         self->failed(done.error(), asked);
                       });
                     });
}

void SignInPage::submit() {
  if (!enter_->IsEnabled() || !form_->IsShown()) return;
  if (code_->IsShown() && code_->IsEmpty()) {
    say(tr("The code is needed, too."), true);
    return code_->SetFocus();
  }
  desk_.model.set_console_name(utf8(console_->GetValue().Trim().Trim(false)));
  if (const auto known = known_hub())
    enter(*known);
  else
    ask_fingerprint(address(), [this](const console::Link::Hub& hub) {
      show_form();
      enter(hub);
    });
}

void SignInPage::begin_reset() {
  const auto go_on = [this](const console::Link::Hub& hub) {
    show_form();
    form_->Hide();
    const auto typed = login();
    reset_->begin(hub, typed.find('@') == std::string::npos ? "" : typed);
  };
  if (const auto known = known_hub())
    go_on(*known);
  else
    ask_fingerprint(address(), go_on);
}

void SignInPage::reset_done(const std::string& email) {
  remember(reset_->hub(), email);  // a person has compared its fingerprint, and a new password has gone there
  login_->SetValue(wx(email));
  password_->Clear();
  show_form();
  say(tr("Your password has been set. Wherever you were signed in, it has ended. Sign in with the new password."),
      false);
  password_->SetFocus();
}

void SignInPage::enter(const console::Link::Hub& hub) {
  if (!login_->IsEmpty() && !password_->IsEmpty()) return sign_in(hub);
  (login_->IsEmpty() ? login_ : password_)->SetFocus();
  look_for_first_start(hub, tr("E-mail or NRP and password are needed."));
}

void SignInPage::look_for_first_start(const console::Link::Hub& hub, const std::string& otherwise) {
  desk_.link.ask_first_start(hub, [self = wxWeakRef<SignInPage>(this), hub, otherwise](base::Result<bool> open) {
    if (!self || !self->form_->IsShown() || self->desk_.model.session()) return;
    if (open && *open) return self->open_first_start(hub);
    if (!otherwise.empty()) self->say(otherwise, true);
  });
}

void SignInPage::open_first_start(const console::Link::Hub& hub) {
  form_->Hide();
  say("", false);
  first_start_->on_made = [this, hub](const std::string& login, const std::string& password) {
    show_form();
    login_->SetValue(wx(login));
    password_->ChangeValue(wx(password));
    is_first_ = true;
    sign_in(hub);
  };
  first_start_->open(hub);
  Layout();
}

void SignInPage::sign_in(const console::Link::Hub& hub) {
  wait(tr("Signing in at {}…", hub.address));
  const Asked asked{hub, login()};
  const auto password = utf8(password_->GetValue());
  auto done = [self = wxWeakRef<SignInPage>(this), asked](base::Result<void> in) {
    if (!self) return;
    if (in) return self->signed_in(asked);
    self->failed(in.error(), asked);
  };
  if (code_->IsShown())
    desk_.link.sign_in_with_code(hub, asked.login, password, utf8(code_->GetValue()), std::move(done));
  else
    desk_.link.sign_in(hub, asked.login, password, std::move(done));
}

void SignInPage::ask_code() {
  if (code_->IsShown()) {
    say(tr("The code is wrong, too old, or was used before. Wait for the app's next one, or take a recovery code."),
        true);
    code_->SelectAll();
  } else {
    show_code(true);
    say(tr("The password is right. Now the six digits that your authenticator app shows."), false);
  }
  code_->SetFocus();
}

void SignInPage::enrol(const Asked& asked) {
  if (password_->IsEmpty())  // a saved sign-in that was never finished
    return say(tr("A second factor is still to be set up: sign in with your password."), true);
  wait(tr("Asking {} for a second factor…", asked.hub.address));
  enrolment_->on_kept = [this, asked] { enrolled(asked); };
  desk_.link.begin_second_factor(utf8(password_->GetValue()), [self = wxWeakRef<SignInPage>(this),
                                                               asked](base::Result<protocol::SecondFactorOffer> offer) {
    if (!self) return;
    if (!offer) {
      self->desk_.link.sign_out();
      return self->failed(offer.error(), asked);
    }
    self->form_->Hide();
    self->say("", false);
    self->card_->SetMinSize(wxSize(native::by_text(*self, enrolment_width), -1));
    self->enrolment_->say_onward(self->desk_.link.enrols_for_desk() ? tr("To the desk") : tr("Done"));
    self->enrolment_->show_offer(*offer);
    self->Layout();
  });
}

void SignInPage::enrolled(const Asked& asked) {
  if (desk_.link.enrols_for_desk()) {
    desk_.link.enter_desk();
    return signed_in(asked);
  }
  remember(asked.hub, asked.login);
  leave_enrolment();
  say(tr("Kept. Signing in on your phone asks for a code from now on. Your account has no desk here: you are signed "
         "out."),
      false);
}

void SignInPage::leave_enrolment() {
  desk_.link.sign_out();
  begin();
}

void SignInPage::signed_in(const Asked& asked) {
  password_->Clear();
  show_code(false);
  say("", false);
  show_form();
  desk_.settings.console_name = desk_.model.console_name();
  remember(asked.hub, asked.login);
  if (!desk_.model.session()) return;
  if (std::exchange(is_first_, false))
    desk_.say(tr("You are the first here. Add units and people with {}.", cap_of(Command::directory)));
  auto* desk = &desk_;
  if (keep_->IsChecked() && !desk_.model.session()->token.empty())
    desk_.secrets.save(asked.hub.address, asked.login, desk_.model.session()->token, [desk](base::Result<void> kept) {
      if (!kept) desk->complain(tr("This machine has no keyring that is open: you sign in again next time."));
    });
}

void SignInPage::failed(const base::Error& error, const Asked& asked) {
  show_form();
  password_->SetFocus();
  const auto& where = asked.hub.address;
  const auto believed = asked.hub.pinned_fingerprint.value_or("");
  if (error.fault == base::Fault::untrusted && !believed.empty()) return refuse(where, believed, error.field);
  if (error.field == console::authorities_field)
    return refuse_unvouched(asked.hub, authority_sentence(error, asked.hub.authorities.filename().string()));
  if (error.fault == base::Fault::untrusted && !asked.hub.authorities.empty()) return refuse_unvouched(asked.hub);
  switch (error.fault) {
    case base::Fault::unauthenticated:
      if (error.field == "code") return ask_code();
      password_->Clear();
      show_code(false);
      if (asked.saved) {
        desk_.secrets.erase(where, asked.login, [](base::Result<void>) {});  // it opens nothing any more
        return say(tr("Your saved sign-in is over. {}", session_end_words(error)), true);
      }
      look_for_first_start(asked.hub, "");
      return say(tr("Login or password is wrong. Check both and try again."), true);
    case base::Fault::corrupt:
      if (error.field != "key") return say(sentence(error), true);
      return say(tr("The hub can't read your second factor. Ask the administrator to remove it at the hub."), true);
    case base::Fault::forbidden:
      if (error.field == "second_factor") return enrol(asked);
      return say(tr("This account has no desk. Ask the administrator for a supervisor's role."), true);
    case base::Fault::unavailable:
    case base::Fault::timeout:
      return say(tr("{} doesn't answer. Check the address and the network; then call the administrator.", where), true);
    case base::Fault::invalid: return say(tr("{} isn't an address. It looks like 192.168.1.10:7443.", where), true);
    default: return say(sentence(error), true);
  }
}

}  // namespace siaga::ui
