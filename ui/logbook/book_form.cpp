#include "ui/logbook/book_form.h"

#include "ui/format.h"
#include "ui/logbook/book_words.h"
#include "ui/text.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

namespace siaga::ui {

BookForm::BookForm(wxWindow* parent, Desk& desk) : CaseForm(parent, desk) {
  entry_ = add_choice(tr("Which entry"));
  words_ = add_words(tr("What is to be written"));
}

void BookForm::arrange(About about) {
  about_ = about;
  words_->ChangeValue("");
  entry_->GetContainingSizer()->ShowItems(about == About::correction);
  end_sending();
}

void BookForm::begin(About about, const protocol::LogbookHistory& history) {
  arrange(about);
  user_id_ = history.row.user_id.id;
  const auto title = title_of(history.row);
  if (about == About::correction) {
    entry_->Clear();
    numbers_.clear();
    for (const auto& entry : entries_of(history)) {
      numbers_.push_back(entry.book_no);
      entry_->Append(wx(tr("No. {}", grouped(entry.book_no)) + " · " + entry.step.text));
    }
    entry_->SetSelection(static_cast<int>(numbers_.size()) - 1);
    set_head(tr("Correct an entry"),
             tr("{}: the entry stays as it is. What you write becomes a new entry that points to it.", title));
    set_primary(tr("Write the correction"));
  } else if (about == About::holding) {
    set_head(tr("Hold beyond two years"), tr("{}: it isn't disposed of while it is held. Say why.", title));
    set_primary(tr("Hold"));
  } else {
    set_head(tr("Release"), tr("{}: held because of “{}”. Say why no longer.", title, history.row.held.value_or("")));
    set_primary(tr("Release"));
  }
}

void BookForm::focus_first() {
  if (about_ == About::correction)
    entry_->SetFocus();
  else
    words_->SetFocus();
}

bool BookForm::is_typed() const { return !words_->IsEmpty(); }

void BookForm::submit() {
  if (!begin_sending()) return;
  if (words_of(*words_).empty()) {
    words_->SetFocus();
    return complain(about_ == About::correction ? tr("Write what is right.") : tr("Say why."));
  }
  send();
}

void BookForm::send() {
  auto& book = desk().link.logbook();
  const auto text = words_of(*words_);
  const auto back = [self = wxWeakRef<BookForm>(this), mine = turn()](base::Result<void> kept) {
    if (self && mine == self->turn()) self->answered(kept);
  };
  if (about_ == About::holding) return book.hold(user_id_, text, back);
  if (about_ == About::releasing) return book.release(user_id_, text, back);
  const auto at = entry_->GetSelection();
  if (at == wxNOT_FOUND) return complain(tr("Choose the entry that is wrong."));
  book.correct(user_id_, numbers_[static_cast<std::size_t>(at)], text, back);
}

void BookForm::answered(const base::Result<void>& kept) {
  if (!kept) return complain(book_sentence(kept.error()));
  desk().say(about_ == About::correction ? tr("Kept: the correction is an entry of the logbook.")
             : about_ == About::holding  ? tr("Kept: it is held.")
                                         : tr("Kept: it is no longer held."));
  leave(true, user_id_);
}

}  // namespace siaga::ui
