#include "ui/user_id/replace_form.h"

#include "ui/format.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>

namespace siaga::ui {

ReplaceForm::ReplaceForm(wxWindow* parent, Desk& desk) : CaseForm(parent, desk) {
  agent_ = add_line(tr("New agent's name"), 120);
  email_ = add_line(tr("New agent's e-mail"), 254);
  replaced_ = new UserIdPicker(this, desk, tr("Replaces (may stay empty)"));
  replaced_->on_chosen = [this] { replaced_chosen(); };
  add(replaced_);
  user_name_ = add_line(tr("User ID to be made"), 120);
  team_ = add_line(tr("Team"), 120);
  auto* box = new wxBoxSizer(wxVERTICAL);
  application_ = add_choice_field(*this, *box, tr("Application"));
  application_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { choose_application(); });
  fields().Add(box, 0, wxEXPAND | wxBOTTOM, 12);
  application_->MoveBeforeInTabOrder(agent_);
  set_head(tr("Record a replacement"), "");
  set_primary(tr("Record and request"));
  add_second(tr("Only record"), [this] { send(false); });
}

void ReplaceForm::begin() {
  case_ = desk().link.user_ids().new_id();
  for (auto* field : {agent_, email_, user_name_, team_}) field->ChangeValue("");
  replaced_->clear();
  end_sending();
  fetch_applications();
}

bool ReplaceForm::is_typed() const {
  return replaced_->is_typed() || std::ranges::any_of(std::initializer_list{agent_, email_, user_name_, team_},
                                                      [](const auto* field) { return !field->IsEmpty(); });
}

void ReplaceForm::fetch_applications() {
  desk().link.user_ids().fetch_applications(
      [self = wxWeakRef<ReplaceForm>(this)](base::Result<std::vector<protocol::ApplicationView>> views) {
        if (!self) return;
        if (!views) return self->complain(tr("The applications aren't known: {}", sentence(views.error())));
        self->applications_.clear();
        self->application_->Clear();
        for (auto& view : *views) {
          self->application_->Append(wx(view.application.name));
          self->applications_.push_back(std::move(view.application));
        }
        if (!self->applications_.empty()) self->application_->SetSelection(0);
        self->choose_application();
      });
}

void ReplaceForm::choose_application() {
  const auto at = application_->GetSelection();
  if (at >= 0) replaced_->narrow(applications_[static_cast<std::size_t>(at)].id);
}

/// What is the same for whoever comes instead.
void ReplaceForm::replaced_chosen() {
  const auto& old = replaced_->chosen();
  if (old && team_->IsEmpty()) team_->ChangeValue(wx(old->team));
}

void ReplaceForm::send(bool request) {
  if (!begin_sending()) return;
  const auto at = application_->GetSelection();
  if (at < 0) return complain(tr("There is no application yet. The system administrator adds it."));
  if (replaced_->is_typed() && !replaced_->chosen())
    return complain(tr("Choose the user ID that is replaced from the list, or empty the field."));
  if (words_of(*agent_).empty()) {
    agent_->SetFocus();
    return complain(tr("The agent's name is needed, at most 120 characters."));
  }
  if (words_of(*email_).empty()) {
    email_->SetFocus();
    return complain(tr("The new agent's e-mail is needed."));
  }
  protocol::PutCase wish;
  wish.kind = domain::CaseKind::replace;
  wish.agent.application = applications_[static_cast<std::size_t>(at)].id;
  wish.agent.unit = replaced_->chosen() ? replaced_->chosen()->unit : desk().model.session()->person.unit;
  wish.agent.user_name = words_of(*user_name_);
  wish.agent.agent = words_of(*agent_);
  wish.agent.email = words_of(*email_);
  wish.agent.team = words_of(*team_);
  if (replaced_->chosen()) wish.agent.replaces = replaced_->chosen()->id;
  auto& client = desk().link.user_ids();
  client.record(case_, wish, [self = wxWeakRef<ReplaceForm>(this), mine = turn(), request](base::Result<void> kept) {
    if (!self || mine != self->turn()) return;
    if (!kept || !request) return self->finished(kept);
    self->desk().link.user_ids().request(self->case_, [self, mine](base::Result<void> asked) {
      if (self && mine == self->turn()) self->finished(asked);
    });
  });
}

void ReplaceForm::finished(base::Result<void> kept) {
  if (!kept) return complain(case_sentence(kept.error(), nullptr, desk().model.hub_now()));
  desk().say(tr("Recorded: {}.", words_of(*user_name_)));
  leave(true, case_);
}

}  // namespace siaga::ui
