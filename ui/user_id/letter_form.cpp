#include "ui/user_id/letter_form.h"

#include "ui/directory/role_words.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

namespace siaga::ui {

LetterForm::LetterForm(wxWindow* parent, Desk& desk, console::LetterFiles& files) : CaseForm(parent, desk) {
  file_ = new FileField(this, desk, files, tr("Resignation letter"));
  add(file_);
  letter_date_ = add_line(tr("Letter's date"), 10);
  letter_date_->SetHint(wx(tr("e.g. 31-12-2026")));
  set_primary(tr("Attach"));
}

void LetterForm::begin(const protocol::UserIdCaseView& view) {
  view_ = view;
  file_->clear();
  letter_date_->ChangeValue("");
  letter_date_->GetContainingSizer()->ShowItems(!view.one.letter_date.has_value());
  set_head(tr("Attach the letter"), tr("{}: it stays with the case and stands in the logbook.", title_of(view)));
  end_sending();
  Layout();
}

void LetterForm::submit() {
  if (!begin_sending()) return;
  if (file_->is_empty()) {
    file_->focus();
    return complain(tr("Choose the letter's file: PDF, JPEG or PNG."));
  }
  if (letter_date_->IsShown() && !letter_date_->IsEmpty()) {
    const auto day = written_day(words_of(*letter_date_));
    if (!day) {
      letter_date_->SetFocus();
      return complain(tr("Write the letter's date like 31-12-2026, or leave it empty."));
    }
    view_.one.letter_date = *day;
  }
  file_->send([self = wxWeakRef<LetterForm>(this), mine = turn()](base::Result<std::optional<base::Id>> letter) {
    if (!self || mine != self->turn()) return;
    if (letter && *letter) return self->record(**letter);
    if (!letter && letter.error().fault == base::Fault::not_found)
      return self->complain(tr("The letter's file isn't there. Nothing was recorded."));
    if (!letter) self->complain(case_sentence(letter.error(), nullptr, self->desk().model.hub_now()));
  });
}

void LetterForm::record(const base::Id& letter) {
  protocol::PutCase wish;
  wish.deactivation = {view_.one.id, view_.one.user_id, view_.one.letter_date, view_.one.last_day, letter};
  desk().link.user_ids().record(
      view_.one.id, wish, [self = wxWeakRef<LetterForm>(this), mine = turn()](base::Result<void> kept) {
        if (!self || mine != self->turn()) return;
        if (!kept) return self->complain(case_sentence(kept.error(), nullptr, self->desk().model.hub_now()));
        self->desk().say(tr("The letter is kept: {}.", self->view_.user_id.user_name));
        self->leave(true, self->view_.one.id);
      });
}

}  // namespace siaga::ui
