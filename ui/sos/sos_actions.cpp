#include "ui/sos/sos_actions.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <array>

namespace siaga::ui {
namespace {

constexpr std::array outcomes{domain::Outcome::helped, domain::Outcome::false_alarm, domain::Outcome::drill,
                              domain::Outcome::other};

constexpr int buttons_height = 48;

/// Panels that lie on a Surface and show its colour.
wxPanel* plain_panel(Surface& parent, Theme& theme) { return new Surface(&parent, theme, {.fill = "bg"}); }

}  // namespace

SosActions::SosActions(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  buttons_ = plain_panel(*this, desk.theme);
  line_ = plain_panel(*this, desk.theme);
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  buttons_->SetSizer(row);
  add_button(Command::claim, "danger tall", tr("Claim"));
  add_button(Command::respond, "primary tall", tr("Respond"));
  add_button(Command::take_over, "tall", tr("Take over"));
  add_button(Command::note, "tall", tr("Note"));
  add_button(Command::close, "tall", tr("Close"));
  add_button(Command::release, "tall", tr("Release"));
  hint_ = new Label(buttons_, "", {"dim"});
  row->Add(hint_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, 4);
  build_form();
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(buttons_, 1, wxEXPAND);
  all->Add(line_, 1, wxEXPAND);
  SetSizer(all);
  line_->Hide();
  SetMinSize(wxSize(-1, buttons_height));
  show(nullptr);
}

void SosActions::add_button(Command command, const std::string& looks, const std::string& text) {
  auto* button = new KeyButton(buttons_, theme(), looks, {.text = text, .key = cap_of(command)},
                               [this, command] { perform(command); });
  buttons_->GetSizer()->Add(button, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  by_command_[command] = button;
}

void SosActions::build_form() {
  question_ = new Label(line_, "", {"strong"});
  auto* choice = new wxBoxSizer(wxHORIZONTAL);
  choice->Add(new Label(line_, tr("Outcome"), {"strong"}), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 12);
  for (std::size_t at = 0; at < outcomes.size(); ++at) {
    const auto each = outcomes[at];
    const char* looks = at == 0 ? "segment first" : at + 1 == outcomes.size() ? "segment last" : "segment";
    outcomes_.push_back(new KeyButton(line_, theme(), looks, {.text = outcome(each)}, [this, each] {
      choose(each);
      words_->SetFocus();
    }));
    choice->Add(outcomes_.back(), 0, wxEXPAND);
  }
  choices_ = choice;
  words_ = new wxTextCtrl(line_, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER);
  native::fit_height(*words_);
  words_->SetMaxLength(domain::longest_text);
  words_->Bind(wxEVT_TEXT_MAXLEN, [this](wxCommandEvent&) {
    desk_.complain(tr("No more than {} characters can be kept.", domain::longest_text));
  });
  words_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { submit(); });
  send_ = new KeyButton(line_, theme(), "primary tall", {.text = tr("Send"), .key = "Enter"}, [this] { submit(); });
  auto* leave = new KeyButton(line_, theme(), "tall", {.text = tr("Cancel"), .key = "Esc"}, [this] { cancel(); });
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(question_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 12);
  row->Add(words_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(send_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(leave, 0, wxALIGN_CENTRE_VERTICAL);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(choice, 0, wxEXPAND | wxBOTTOM, 8);
  all->Add(row, 1, wxEXPAND);
  line_->SetSizer(all);
}

namespace {
domain::Action action_of(Command command) {
  return command == Command::take_over ? domain::Action::take_over_sos : domain::Action::handle_sos;
}
}  // namespace

bool SosActions::allowed(Command command) const {
  const auto* matter = sos_ ? desk_.model.find(*sos_) : nullptr;
  if (!matter || !desk_.model.may(action_of(command))) return false;
  const auto& sos = matter->sos;
  const bool mine = sos.owner && desk_.is_me(*sos.owner);
  const bool others = sos.owner && !mine;
  switch (command) {
    case Command::claim: return sos.needs_owner() && claiming_ != sos.id;
    case Command::respond:
    case Command::close: return (mine || claiming_ == sos.id) && !sos.is_closed();
    case Command::release: return mine && !sos.is_closed() && releasing_ != sos.id;
    case Command::take_over: return others && !sos.is_closed();
    case Command::note: return true;
    default: return false;
  }
}

void SosActions::show(const console::Matter* matter) {
  sos_ = matter ? std::optional(matter->sos.id) : std::nullopt;
  if (matter && claiming_ == matter->sos.id && !matter->sos.needs_owner()) claiming_.reset();
  if (matter && releasing_ == matter->sos.id && !(matter->sos.owner && desk_.is_me(*matter->sos.owner)))
    releasing_.reset();
  for (const auto& [command, button] : by_command_) button->Show(allowed(command));
  std::string hint;
  if (matter && matter->sos.owner && !desk_.is_me(*matter->sos.owner) && !matter->sos.is_closed())
    hint = tr("{} is handling it.", matter->owner_name);
  hint_->set(hint);
  // Once answered, closing comes next.
  const bool answered = matter && matter->sos.is_responded();
  by_command_[Command::respond]->mark("primary", !answered);
  by_command_[Command::close]->mark("primary", answered);
  buttons_->Layout();
  if (form_ && (!matter || matter->sos.id != form_sos_)) close_form();
}

void SosActions::lend_enter(bool lent) {
  auto& claim = *by_command_[Command::claim];
  auto content = claim.content();
  if (content.key.empty() == lent) return;
  // The buttons beside it stay where they are.
  claim.SetMinSize(lent && claim.IsShown() ? wxSize(claim.GetSize().x, -1) : wxDefaultSize);
  content.key = lent ? "" : cap_of(Command::claim);
  claim.set(std::move(content));
  buttons_->Layout();
}

console::Link::Done SosActions::done_saying(const std::string& success) {
  return [self = wxWeakRef<SosActions>(this), success](base::Result<protocol::Receipt> kept) {
    if (!self) return;
    if (!kept) return self->desk_.complain(sentence(kept.error()));
    self->desk_.say(success);
  };
}

console::Link::Done SosActions::form_done_saying(const std::string& success) {
  const auto say = done_saying(success);
  return [self = wxWeakRef<SosActions>(this), say, command = *form_,
          sos = form_sos_](base::Result<protocol::Receipt> kept) {
    if (!self) return;
    // By now another line may be open, or the person be somewhere else: neither is disturbed.
    const bool is_open = self->form_ == command && self->form_sos_ == sos;
    if (is_open) self->send_->Enable();
    if (kept && is_open) {
      const bool leads_back = self->has_keyboard();
      self->close_form();
      if (leads_back) self->give_back_focus();
    }
    if (kept) self->drafts_.erase({command, sos});
    say(kept);
  };
}

std::string SosActions::why_not(const console::Matter& matter) const {
  if (matter.sos.is_closed()) return tr("It is closed; notes can still be added (N).");
  if (!matter.sos.owner) return tr("Nobody has it yet: claim it first (Enter).");
  if (desk_.is_me(*matter.sos.owner)) return tr("You have it already.");
  return tr("{} is handling it; take it over first, with a reason (A).", matter.owner_name);
}

bool SosActions::perform(Command command) {
  if (command > Command::close) return false;
  if (!sos_) {
    desk_.complain(tr("Choose an SOS first."));
    return true;
  }
  if (!desk_.model.may(action_of(command))) {
    desk_.complain(tr("Your role doesn't allow this. Ask a supervisor."));
    return true;
  }
  if (command == Command::note) {
    on_note_wanted();
    return true;
  }
  if (!allowed(command)) {
    const auto* matter = desk_.model.find(*sos_);
    if (claiming_ == sos_)
      desk_.say(tr("The claim is on its way to the hub."));
    else if (command == Command::release && releasing_ == sos_)
      desk_.say(tr("The release is on its way to the hub."));
    else if (matter && command != Command::claim)
      desk_.complain(why_not(*matter));
    return true;
  }
  if (command == Command::claim)
    claim();
  else if (command == Command::release)
    release();
  else
    open_form(command);
  return true;
}

void SosActions::claim() {
  claiming_ = sos_;
  desk_.say(tr("The claim is on its way to the hub."));
  const auto* matter = desk_.model.find(*sos_);
  const bool is_answered = matter && matter->sos.is_responded();
  const auto answered = done_saying(is_answered ? tr("You are handling it. Next: close (C).")
                                                : tr("You are handling it. Next: respond (R)."));
  desk_.link.claim(*sos_,
                   [self = wxWeakRef<SosActions>(this), sos = *sos_, answered](base::Result<protocol::Receipt> kept) {
                     if (!self) return;
                     if (!kept && self->claiming_ == sos) {
                       self->claiming_.reset();
                       if (self->form_ && self->form_sos_ == sos) self->close_form();
                     }
                     answered(kept);
                   });
}

void SosActions::release() {
  releasing_ = sos_;
  desk_.say(tr("The release is on its way to the hub."));
  const auto answered = done_saying(tr("Released: it sounds again until somebody claims it."));
  desk_.link.release(*sos_,
                     [self = wxWeakRef<SosActions>(this), sos = *sos_, answered](base::Result<protocol::Receipt> kept) {
                       if (!self) return;
                       if (!kept && self->releasing_ == sos) self->releasing_.reset();
                       answered(kept);
                     });
}

void SosActions::open_form(Command command) {
  form_ = command;
  form_sos_ = *sos_;
  const bool closing = command == Command::close;
  const auto question = command == Command::respond ? tr("Response")
                        : closing                   ? tr("Report")
                                                    : tr("Why do you take it over?");
  question_->set(question);
  set_accessible_name(*words_, question);
  words_->SetHint(wx(command == Command::respond ? tr("What was done, e.g. patrol is on its way")
                     : closing                   ? tr("Report: what happened, what was done")
                                                 : tr("The reason stands in the journal")));
  line_->GetSizer()->Show(choices_, closing, true);
  choose(std::nullopt);
  send_->set({.text = closing ? tr("Close the SOS") : tr("Send"), .key = "Enter"});
  const auto draft = drafts_.find({command, form_sos_});
  words_->ChangeValue(draft == drafts_.end() ? wxString() : draft->second);
  words_->SetInsertionPointEnd();
  send_->Enable();
  buttons_->Hide();
  line_->Show();
  SetMinSize(wxSize(-1, line_->GetSizer()->CalcMin().y));
  GetParent()->Layout();
  Layout();
  line_->Layout();
  if (closing)
    outcomes_.front()->SetFocus();
  else
    words_->SetFocus();
}

void SosActions::choose(std::optional<domain::Outcome> outcome) {
  outcome_ = outcome;
  for (std::size_t at = 0; at < outcomes.size(); ++at) outcomes_[at]->mark("here", outcomes[at] == outcome_);
}

bool SosActions::has_keyboard() const {
  auto* focus = wxWindow::FindFocus();
  return line_->IsShownOnScreen() && (!focus || line_->IsDescendant(focus));
}

bool SosActions::keep_draft() {
  if (!form_ || words_->IsEmpty()) return false;
  drafts_[{*form_, form_sos_}] = words_->GetValue();
  return true;
}

void SosActions::forget_drafts() {
  words_->Clear();
  if (form_) close_form();
  drafts_.clear();
  claiming_.reset();
  releasing_.reset();
}

void SosActions::close_form() {
  keep_draft();
  form_.reset();
  line_->Hide();
  buttons_->Show();
  SetMinSize(wxSize(-1, buttons_height));
  GetParent()->Layout();
  Layout();
}

bool SosActions::cancel() {
  if (!form_) return false;
  const bool under_way = !send_->IsEnabled();
  if (keep_draft() && !under_way) desk_.say(tr("Not sent. What you wrote is kept: the same key opens it again."));
  close_form();
  give_back_focus();
  return true;
}

bool SosActions::is_ready(const std::string& text) {
  if (*form_ == Command::close && !outcome_) {
    desk_.complain(tr("Choose the outcome first."));
    outcomes_.front()->SetFocus();
    return false;
  }
  if (text.empty())
    desk_.complain(*form_ == Command::close ? tr("A report is needed to close it.") : tr("Write some words first."));
  else if (text.size() > domain::longest_text)
    desk_.complain(tr("No more than {} characters can be kept.", domain::longest_text));
  else
    return true;
  words_->SetFocus();
  return false;
}

void SosActions::submit() {
  if (!form_ || !send_->IsEnabled()) return;
  const auto text = utf8(words_->GetValue().Trim().Trim(false));
  if (!is_ready(text)) return;
  send_->Disable();
  if (*form_ == Command::respond)
    desk_.link.respond(form_sos_, text, form_done_saying(tr("The response was sent to the officer.")));
  else if (*form_ == Command::take_over)
    desk_.link.take_over(form_sos_, text, form_done_saying(tr("It is yours now.")));
  else
    desk_.link.close(form_sos_, *outcome_, text, form_done_saying(tr("Closed.")));
}

void SosActions::send_note(const std::string& text, std::function<void()> done) {
  if (!sos_ || text.find_first_not_of(' ') == std::string::npos) return;
  desk_.link.note(*sos_, text, [self = wxWeakRef<SosActions>(this), done](base::Result<protocol::Receipt> kept) {
    if (!self) return;
    if (!kept) return self->desk_.complain(sentence(kept.error()));
    done();
    self->desk_.say(tr("Note kept."));
  });
}

}  // namespace siaga::ui
