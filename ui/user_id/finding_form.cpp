#include "ui/user_id/finding_form.h"

#include "ui/text.h"
#include "ui/user_id/finding_words.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

namespace siaga::ui {

FindingForm::FindingForm(wxWindow* parent, Desk& desk) : CaseForm(parent, desk) {
  which_box_ = new wxBoxSizer(wxVERTICAL);
  which_ = add_choice_field(*this, *which_box_, tr("Which one is to be closed"));
  fields().Add(which_box_, 0, wxEXPAND | wxBOTTOM, 12);
  reason_ = add_words(tr("Why it is accepted"));
  which_->MoveBeforeInTabOrder(reason_);
  add_first(tr("Open a case"), Command::reopen, [this] { open_case(); });
  set_primary(tr("Accept with this reason"));
  hide_back();
  show(nullptr, false);
}

bool FindingForm::may_decide() const {
  return finding_ && !finding_->accepted_at && !finding_->ended_at && !finding_->of_case &&
         desk().model.may(domain::Action::confirm_user_ids);
}

void FindingForm::show(const protocol::FindingView* finding, bool any) {
  const bool same = finding && finding_ && finding->id == finding_->id;
  finding_ = finding ? std::optional{*finding} : std::nullopt;
  if (!same) {
    reason_->ChangeValue("");
    end_sending();
    which_->Clear();
    if (finding_)
      for (const auto& user : finding_->users) which_->Append(wx(user.user_name));
  }
  const bool decides = may_decide();
  show_fields(decides);
  if (finding_)
    set_head(users_words(*finding_), story_words(*finding_, desk().model.hub_now()));
  else
    set_head(tr("Findings"), any ? tr("Choose a finding at the left.") : std::string{});
  which_box_->ShowItems(decides && finding_->users.size() > 1);
  Layout();
}

void FindingForm::focus_first() {
  if (may_decide()) reason_->SetFocus();
}

bool FindingForm::is_typed() const { return !reason_->IsEmpty(); }

void FindingForm::submit() {
  if (!may_decide() || !begin_sending()) return;
  if (words_of(*reason_).empty()) {
    reason_->SetFocus();
    return complain(tr("Say why it is right so; it stays in the logbook."));
  }
  const auto said = tr("Accepted: {}.", users_words(*finding_));
  desk().link.user_ids().accept_finding(
      finding_->id, words_of(*reason_),
      [self = wxWeakRef<FindingForm>(this), one = finding_->id, said](const base::Result<void>& kept) {
        if (!self) return;
        if (!kept) return self->refused(one, finding_sentence(kept.error()));
        self->decided(one, said);
      });
}

void FindingForm::open_case() {
  if (!may_decide()) return desk().complain(tr("Choose a finding that is open."));
  std::optional<std::string> user_name;
  if (finding_->users.size() > 1) {
    if (which_->GetSelection() == wxNOT_FOUND) {
      which_->SetFocus();
      return complain(tr("Choose which of the user IDs is to be closed."));
    }
    user_name = finding_->users[static_cast<std::size_t>(which_->GetSelection())].user_name;
  }
  if (!begin_sending()) return;
  desk().link.user_ids().open_finding_case(
      finding_->id, user_name,
      [self = wxWeakRef<FindingForm>(this), one = finding_->id](const base::Result<protocol::UserIdCaseView>& opened) {
        if (!self) return;
        if (!opened) return self->refused(one, finding_sentence(opened.error()));
        self->decided(one, tr("The team leader was asked to close {}.", opened->user_id.user_name));
      });
}

void FindingForm::refused(const base::Id& one, const std::string& why) {
  if (finding_ && finding_->id == one) return complain(why);
  desk().complain(why);
}

void FindingForm::decided(const base::Id& one, const std::string& said) {
  if (finding_ && finding_->id == one) {
    end_sending();
    reason_->ChangeValue("");
  }
  desk().say(said);
  on_decided();
}

}  // namespace siaga::ui
