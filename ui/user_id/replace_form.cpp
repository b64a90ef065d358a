#include "ui/user_id/replace_form.h"

#include "ui/directory/role_words.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>
#include <tuple>

namespace siaga::ui {

ReplaceForm::ReplaceForm(wxWindow* parent, Desk& desk) : CaseForm(parent, desk) {
  std::tie(agent_, email_) = add_two_lines(tr("New agent's name"), tr("New agent's e-mail"), 254);
  agent_->SetMaxLength(120);
  replaced_ = new UserIdPicker(this, desk, tr("Replaces (may stay empty)"));
  replaced_->on_chosen = [this] { replaced_chosen(); };
  add(replaced_);
  user_name_ = add_line(tr("User ID to be made"), 120);
  std::tie(team_, hired_) = add_two_lines(tr("Team"), tr("Started work (may stay empty)"), 120);
  hired_->SetHint(wx(tr("e.g. 31-12-2026")));
  application_ = new ApplicationField(this, desk);
  application_->on_chosen = [this] {
    if (const auto one = application_->chosen()) replaced_->narrow(one->id);
  };
  application_->on_fault = [this](const std::string& why) { complain(why); };
  add(application_);
  application_->MoveBeforeInTabOrder(agent_);
  set_head(tr("Record a replacement"), "");
  set_primary(tr("Record and request"));
  add_second(tr("Only record"), [this] { send(false); });
}

void ReplaceForm::begin() {
  case_ = desk().link.user_ids().new_id();
  for (auto* field : {agent_, email_, user_name_, team_, hired_}) field->ChangeValue("");
  replaced_->clear();
  end_sending();
  application_->fetch();
}

bool ReplaceForm::is_typed() const {
  return replaced_->is_typed() || std::ranges::any_of(std::initializer_list{agent_, email_, user_name_, team_, hired_},
                                                      [](const auto* field) { return !field->IsEmpty(); });
}

/// What is the same for whoever comes instead.
void ReplaceForm::replaced_chosen() {
  const auto& old = replaced_->chosen();
  if (old && team_->IsEmpty()) team_->ChangeValue(wx(old->team));
}

void ReplaceForm::send(bool request) {
  if (!begin_sending()) return;
  const auto application = application_->chosen();
  if (!application) return complain(tr("There is no application yet. The system administrator adds it."));
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
  const auto hired = written_day(words_of(*hired_));
  if (!hired && !hired_->IsEmpty()) {
    hired_->SetFocus();
    return complain(hired_words());
  }
  protocol::PutCase wish;
  wish.kind = domain::CaseKind::replace;
  wish.agent.application = application->id;
  wish.agent.unit = replaced_->chosen() ? replaced_->chosen()->unit : desk().model.unit_for(*application);
  wish.agent.user_name = words_of(*user_name_);
  wish.agent.agent = words_of(*agent_);
  wish.agent.email = words_of(*email_);
  wish.agent.team = words_of(*team_);
  wish.agent.hired_on = hired;
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
