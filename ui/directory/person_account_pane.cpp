#include "ui/directory/person_account_pane.h"

#include "base/zone.h"
#include "ui/directory/account_words.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>
#include <array>

namespace siaga::ui {
namespace {

constexpr int widest_words = 760;  // on a large screen a line that an eye can follow back

}  // namespace

PersonAccountPane::PersonAccountPane(wxWindow* parent, Desk& desk)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  state_ = new Label(this, "");
  make_code_ = new KeyButton(this, theme(), "tall", {.text = tr("Make a password code")}, [this] { make_a_code(); });
  factor_ = new KeyButton(this, theme(), "tall", {.text = tr("Remove the second factor…")},
                          [this] { ask(Question::factor); });
  close_ = new KeyButton(this, theme(), "tall", {.text = tr("Close the account…")}, [this] { ask(Question::close); });
  open_ = new KeyButton(this, theme(), "tall", {.text = tr("Open the account again")}, [this] { open_again(); });
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  for (auto* button : {make_code_, factor_, close_, open_}) row->Add(button, 0, wxRIGHT, 8);
  question_ = make_question();
  code_ = make_code();
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(state_, 0, wxEXPAND | wxBOTTOM, 12);
  all->Add(row, 0);
  all->Add(question_, 0, wxEXPAND);
  all->Add(code_, 0, wxEXPAND);
  SetSizer(all);
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    wrap_words();
    event.Skip();
  });
  for (auto* later : {question_, code_}) later->Hide();
}

Surface* PersonAccountPane::make_question() {
  auto* made = new Surface(this, theme(), {.fill = "bg"});
  question_words_ = new Label(made, "", {"warn"});
  sure_ = new KeyButton(made, theme(), "danger tall", {.text = ""}, [this] { carry_out(); });
  cancel_ = new KeyButton(made, theme(), "tall", {.text = tr("Cancel"), .key = "Esc"}, [this] { leave(); });
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(sure_, 0, wxRIGHT, 8);
  row->Add(cancel_);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(question_words_, 0, wxEXPAND | wxBOTTOM, 12);
  all->Add(row, 0);
  made->SetSizer(all);
  return made;
}

Surface* PersonAccountPane::make_code() {
  auto* made = new Surface(this, theme(), {.fill = "bg"});
  digits_ = new Label(made, "", {"title", "digits"});
  code_words_ = new Label(made, "");
  seen_ = new KeyButton(made, theme(), "tall", {.text = tr("I have told it"), .key = "Esc"}, [this] { leave(); });
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(digits_, 0, wxBOTTOM, 8);
  all->Add(code_words_, 0, wxEXPAND | wxBOTTOM, 12);
  all->Add(seen_, 0);
  made->SetSizer(all);
  return made;
}

void PersonAccountPane::set_person(const domain::Person& person) {
  const bool other = person.id != person_.id;
  person_ = person;
  if (!other) return;
  known_ = false;
  asked_ = Question::none;
  digits_->set("");
  arrange();
  if (IsShownOnScreen()) refresh();
}

void PersonAccountPane::refresh() {
  if (person_.id.is_nil()) return;
  if (!known_) state_->set(tr("Fetching…"));
  desk_.link.directory().fetch_account_of(person_.id, [self = wxWeakRef<PersonAccountPane>(this), mine = person_.id](
                                                          base::Result<protocol::PersonAccount> account) {
    if (!self || mine != self->person_.id) return;
    if (!account) {
      self->state_->set(tr("Not known: {}", sentence(account.error())));
      return self->arrange();
    }
    self->known_ = true;
    self->account_ = *account;
    self->show_account();
  });
}

void PersonAccountPane::show_account() {
  auto words = account_state_words(account_, desk_.model.hub_now(), desk_.zone());
  if (desk_.is_me(person_.id)) words += " " + tr("This is your own account: another administrator must do it.");
  state_->set(words);
  state_->mark("warn", account_.closed_at.has_value());
  arrange();
}

void PersonAccountPane::wrap_words() {
  const int width = std::min(GetClientSize().x, native::by_text(*this, widest_words));
  for (auto* label : {state_, question_words_, code_words_}) label->wrap_to(width);
}

void PersonAccountPane::arrange() {
  const std::array buttons{make_code_, factor_, close_, open_};
  const auto focused = std::ranges::find_if(buttons, [](const KeyButton* button) { return button->HasFocus(); });
  const bool asks = asked_ != Question::none;
  const bool tells = !digits_->text().empty();
  const bool closed = account_.closed_at.has_value();
  const bool may = desk_.model.may(domain::Action::end_sessions);
  const bool offers = may && known_ && !desk_.is_me(person_.id) && !asks && !tells;
  make_code_->Show(offers && !closed);
  factor_->Show(offers && !closed && account_.second_factor);
  close_->Show(offers && !closed);
  open_->Show(offers && closed);
  question_->Show(asks);
  code_->Show(tells);
  wrap_words();
  Layout();
  GetParent()->Layout();
  // Tab passes a pane by that had no button when its parent's order was settled: it is settled anew.
  if (auto* before = GetPrevSibling()) MoveAfterInTabOrder(before);
  // A button that goes takes the keyboard with it.
  if (focused != buttons.end() && !(*focused)->IsShown() && offers) (closed ? open_ : make_code_)->SetFocus();
}

void PersonAccountPane::ask(Question question) {
  asked_ = question;
  const bool closes = question == Question::close;
  question_words_->set(closes ? closing_words(person_.name, account_)
                              : tr("{} signs in with the password alone then, and is asked to set up another second "
                                   "factor if their role needs one. All their sessions end. They are told.",
                                   person_.name));
  sure_->set({.text = closes ? tr("Close the account") : tr("Remove the second factor")});
  arrange();
  cancel_->SetFocus();
}

bool PersonAccountPane::leave() {
  const bool had = asked_ != Question::none || !digits_->text().empty();
  if (!had) return false;
  asked_ = Question::none;
  digits_->set("");
  arrange();
  (account_.closed_at ? open_ : make_code_)->SetFocus();
  return true;
}

std::function<void(base::Result<void>)> PersonAccountPane::done_saying(const std::string& success, bool roles) {
  return [self = wxWeakRef<PersonAccountPane>(this), person = person_.id, success, roles](base::Result<void> done) {
    if (!self) return;
    self->sure_->Enable();
    if (person == self->person_.id) self->leave();
    if (done)
      self->desk_.say(success);
    else
      self->desk_.complain(sentence(done.error()));
    self->refresh();
    if (done && roles) self->on_changed(person);
  };
}

void PersonAccountPane::carry_out() {
  if (!sure_->IsEnabled()) return;
  sure_->Disable();
  auto& directory = desk_.link.directory();
  if (asked_ == Question::close)
    directory.close_account(person_.id, done_saying(tr("Closed: {} can't sign in any more.", person_.name), true));
  else
    directory.remove_second_factor_of(person_.id,
                                      done_saying(tr("Removed: the second factor of {}.", person_.name), false));
}

void PersonAccountPane::open_again() {
  desk_.link.directory().open_account(
      person_.id, done_saying(tr("Opened: {} can sign in again; give the roles anew.", person_.name), true));
}

void PersonAccountPane::make_a_code() {
  make_code_->Disable();
  desk_.link.directory().make_password_code(person_.id, [self = wxWeakRef<PersonAccountPane>(this),
                                                         mine = person_.id](base::Result<protocol::PasswordCode> code) {
    if (!self) return;
    self->make_code_->Enable();
    if (!code) return self->desk_.complain(sentence(code.error()));
    if (mine == self->person_.id) self->show_code(*code);
  });
}

void PersonAccountPane::show_code(const protocol::PasswordCode& code) {
  digits_->set(code.code.size() == 6 ? code.code.substr(0, 3) + " " + code.code.substr(3) : code.code);
  code_words_->set(
      tr("Tell it to {} by voice, never in writing: whoever has it can set their password. Good until {}, five tries, "
         "once. It isn't shown again.",
         person_.name, base::clock_time_with_zone(code.expires_at, desk_.zone())) +
      "\n" +
      tr("At sign-in they press “{}” and, where an e-mail is asked for, “{}”.",
         tr("Forgot the password, or have none yet?"), tr("I have a code")));
  arrange();
  seen_->SetFocus();
}

}  // namespace siaga::ui
