#include "ui/user_id/outcome_form.h"

#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <wx/checkbox.h>
#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {
namespace {

using protocol::UserIdCaseView;

bool replaces(const UserIdCaseView& view) { return view.one.kind == domain::CaseKind::replace; }

std::string names_of(const std::vector<UserIdCaseView>& cases) {
  std::string names;
  for (const auto& view : cases) names += (names.empty() ? "" : ", ") + view.user_id.user_name;
  return names;
}

}  // namespace

OutcomeForm::OutcomeForm(wxWindow* parent, Desk& desk, console::LetterFiles& files) : CaseForm(parent, desk) {
  auto* choice = new Surface(this, theme(), {.fill = "bg"});
  yes_ = new KeyButton(choice, theme(), "segment first", {.text = ""}, [this] { show_good(true); });
  no_ = new KeyButton(choice, theme(), "segment last", {.text = ""}, [this] { show_good(false); });
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(yes_);
  row->Add(no_);
  choice->SetSizer(row);
  choice_ = choice;
  add(choice);
  user_name_ = add_line(tr("User ID that was made"), 120);
  words_ = add_words(tr("What happened"));
  file_ = new FileField(this, desk, files, tr("Proof: picture of the application's page"));
  add(file_);
  early_ = new wxCheckBox(this, wxID_ANY, wx(tr("I know that the last working day isn't over")));
  add(early_);
}

void OutcomeForm::begin(About about, std::vector<UserIdCaseView> cases) {
  about_ = about;
  cases_ = std::move(cases);
  next_ = 0;
  proof_.reset();
  words_->ChangeValue("");
  file_->clear();
  early_->SetValue(false);
  const auto& first = cases_.front();
  const bool one = cases_.size() == 1;
  const auto now = desk().model.hub_now();
  const bool made = replaces(first);
  user_name_->ChangeValue(wx(first.user_id.user_name));
  user_name_->GetContainingSizer()->ShowItems(about == About::attempt && one && made);
  choice_->Show(about == About::attempt || about == About::look);
  file_->Show(about == About::attempt);
  early_->Show(about == About::attempt &&
               std::ranges::any_of(cases_, [now](const auto& view) { return is_early(view, now); }));
  const auto names = one ? title_of(first) : names_of(cases_);
  if (about == About::attempt) {
    yes_->set({.text = made ? tr("Made") : tr("Deactivated")});
    no_->set({.text = tr("Failed")});
    set_head(made ? tr("Made by hand: the result") : tr("Deactivated by hand: the result"),
             tr("Do it in {} first, then record here what came of it: {}.", first.application.name, names));
    set_primary(one ? tr("Record the result")
                    : tr_n("Record {} result", "Record {} results", cases_.size(), cases_.size()));
  } else if (about == About::look) {
    yes_->set({.text = made ? tr("It is there") : tr("Inactive")});
    no_->set({.text = made ? tr("It isn't there") : tr("Still active")});
    set_head(tr("What a second person saw"),
             tr("Look in {} and say what stands there: {}. Done by {}.", first.application.name, names,
                name_in(first, first.one.done_by_version)));
    set_primary(tr("Confirm"));
  } else if (about == About::reopening) {
    set_head(
        tr("Open the case again"),
        tr("{}: the user ID works again and must be closed once more. The deadline stays where it was. Say why; it "
           "stays in the logbook.",
           names));
    set_primary(tr("Open again"));
  } else {
    set_head(tr("Withdraw the case"), tr("{}: nothing is done any more. Say why; it stays in the logbook.", names));
    set_primary(tr("Withdraw"));
  }
  end_sending();
  show_good(true);
}

void OutcomeForm::focus_first() {
  if (choice_->IsShown())
    yes_->SetFocus();
  else
    words_->SetFocus();
}

bool OutcomeForm::is_typed() const { return !words_->IsEmpty() || (file_->IsShown() && !file_->is_empty()); }

void OutcomeForm::show_good(bool good) {
  good_ = good;
  yes_->mark("here", good);
  no_->mark("here", !good);
  Layout();
}

bool OutcomeForm::early() const { return early_->IsShown() && early_->GetValue(); }

void OutcomeForm::submit() {
  const bool says_why = about_ == About::withdrawal || about_ == About::reopening;
  const bool needs_words = says_why || !good_;
  if (!begin_sending()) return;
  if (needs_words && words_of(*words_).empty()) {
    words_->SetFocus();
    return complain(about_ == About::withdrawal  ? tr("Say why it is withdrawn.")
                    : about_ == About::reopening ? tr("Say how you know that it works again.")
                                                 : tr("Say what went wrong."));
  }
  if (about_ == About::attempt && good_ && early_->IsShown() && !early()) {
    early_->SetFocus();
    return complain(tr("The last working day isn't over. Tick the box when it is done all the same."));
  }
  if (about_ == About::attempt && good_ && file_->is_empty()) {
    file_->focus();
    return complain(tr("Attach a proof: a picture of what the application shows."));
  }
  send_next();
}

/// One after the other; those that are kept stay so when a later one is refused.
void OutcomeForm::send_next() {
  if (cases_.size() > 1) say(tr("{} of {}…", next_ + 1, cases_.size()));
  if (about_ != About::attempt) return send({});
  file_->send([self = wxWeakRef<OutcomeForm>(this), mine = turn()](base::Result<std::optional<base::Id>> proof) {
    if (!self || mine != self->turn()) return;
    if (proof) return self->send(*proof);
    if (proof.error().fault == base::Fault::not_found)
      return self->complain(tr("The proof's file isn't there. Nothing was recorded."));
    self->complain(case_sentence(proof.error(), nullptr, self->desk().model.hub_now()));
  });
}

console::UserIdClient::Attempt OutcomeForm::attempt_of(const UserIdCaseView& view) const {
  console::UserIdClient::Attempt attempt;
  attempt.done = good_;
  attempt.text = words_of(*words_);
  attempt.proof = proof_;
  attempt.early = early() || (!good_ && early_->IsShown());
  const auto made = words_of(*user_name_);
  if (good_ && replaces(view) && cases_.size() == 1 && made != view.user_id.user_name) attempt.user_name = made;
  return attempt;
}

void OutcomeForm::send(std::optional<base::Id> proof) {
  const auto& view = cases_[next_];
  proof_ = proof;
  auto& client = desk().link.user_ids();
  const auto back = [self = wxWeakRef<OutcomeForm>(this), mine = turn()](base::Result<void> kept) {
    if (self && mine == self->turn()) self->answered(kept);
  };
  switch (about_) {
    case About::attempt: return client.attempt(view.one.id, attempt_of(view), back);
    case About::look: return client.confirm(view.one.id, good_, words_of(*words_), back);
    case About::withdrawal: return client.withdraw(view.one.id, words_of(*words_), back);
    case About::reopening: return client.reopen(view.one.id, words_of(*words_), back);
  }
}

void OutcomeForm::answered(base::Result<void> kept) {
  if (kept) {
    file_->forget_sent();
    if (++next_ < cases_.size()) return send_next();
    desk().say(tr("Recorded: {}.", names_of(cases_)));
    return leave(true, cases_.back().one.id);
  }
  const auto error = kept.error();
  const auto id = cases_[next_].one.id;
  // Who was first is said by name, so the case is looked at again.
  desk().link.user_ids().fetch_case(
      id, [self = wxWeakRef<OutcomeForm>(this), mine = turn(), error](base::Result<UserIdCaseView> fresh) {
        if (!self || mine != self->turn()) return;
        const auto now = self->desk().model.hub_now();
        auto words = case_sentence(error, fresh ? &*fresh : nullptr, now);
        if (self->cases_.size() > 1) words = self->cases_[self->next_].user_id.user_name + ": " + words;
        if (self->next_ > 0) words += " " + tr("{} of {} are recorded.", self->next_, self->cases_.size());
        self->complain(words);
      });
}

}  // namespace siaga::ui
