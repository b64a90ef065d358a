#include "ui/logbook/book_form.h"

#include "base/day.h"
#include "ui/directory/role_words.h"
#include "ui/format.h"
#include "ui/logbook/book_words.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <chrono>
#include <tuple>

namespace siaga::ui {
namespace {

std::string written(base::Day day) {
  return fmt::format("{:02}-{:02}-{}", static_cast<unsigned>(day.day()), static_cast<unsigned>(day.month()),
                     static_cast<int>(day.year()));
}

}  // namespace

BookForm::BookForm(wxWindow* parent, Desk& desk) : CaseForm(parent, desk) {
  entry_ = add_choice(tr("Which entry"));
  std::tie(from_, to_) = add_two_lines(tr("From (first day)"), tr("To (last day)"), 10);
  words_ = add_words(tr("What is to be written"));
}

void BookForm::arrange(About about) {
  about_ = about;
  words_->ChangeValue("");
  entry_->GetContainingSizer()->ShowItems(about == About::correction);
  for (auto* field : {from_, to_}) field->GetContainingSizer()->ShowItems(about == About::sign_off);
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

void BookForm::begin_sign_off() {
  arrange(About::sign_off);
  using namespace std::chrono;
  const auto this_month = base::parse_day(month_query(desk().model.hub_now(), desk().zone()) + "-01").value();
  const auto month = year_month{this_month.year(), this_month.month()} - months{1};
  from_->ChangeValue(wx(written(month / day{1})));
  to_->ChangeValue(wx(written(year_month_day{month / last})));
  set_head(tr("Sign a period off"),
           tr("You say that these entries were reviewed. The hub signs all that the logbook is now: nothing before "
              "can be changed unseen."));
  set_primary(tr("Sign off"));
}

void BookForm::focus_first() {
  if (about_ == About::correction)
    entry_->SetFocus();
  else if (about_ == About::sign_off)
    from_->SetFocus();
  else
    words_->SetFocus();
}

bool BookForm::is_typed() const { return !words_->IsEmpty(); }

void BookForm::submit() {
  if (!begin_sending()) return;
  if (about_ == About::sign_off) return send_sign_off();
  if (words_of(*words_).empty()) {
    words_->SetFocus();
    return complain(about_ == About::correction ? tr("Write what is right.") : tr("Say why."));
  }
  send();
}

void BookForm::send() {
  auto& book = desk().link.logbook();
  const auto text = words_of(*words_);
  const auto back = [self = wxWeakRef<BookForm>(this)](base::Result<void> kept) {
    if (self) self->answered(kept);
  };
  if (about_ == About::holding) return book.hold(user_id_, text, back);
  if (about_ == About::releasing) return book.release(user_id_, text, back);
  const auto at = entry_->GetSelection();
  if (at == wxNOT_FOUND) return complain(tr("Choose the entry that is wrong."));
  book.correct(user_id_, numbers_[static_cast<std::size_t>(at)], text, back);
}

void BookForm::send_sign_off() {
  const auto from = written_day(words_of(*from_));
  const auto to = written_day(words_of(*to_));
  if (!from || !to) {
    (from ? to_ : from_)->SetFocus();
    return complain(tr("Write the first and the last day like 31-12-2026."));
  }
  if (words_of(*words_).empty()) {
    words_->SetFocus();
    return complain(tr("Write what was reviewed, and how it was found."));
  }
  desk().link.logbook().sign_off(
      *from, *to, words_of(*words_), [self = wxWeakRef<BookForm>(this)](base::Result<protocol::SignOffView> view) {
        if (!self) return;
        if (!view) return self->complain(book_sentence(view.error()));
        self->desk().say(view->checkpoint ? tr("Signed off in No. {}: {} to {}. The hub has signed {} events.",
                                               grouped(view->book_no), day_words(view->from), day_words(view->to),
                                               grouped(view->checkpoint->size))
                                          : tr("Signed off in No. {}: {} to {}. The hub's signature follows.",
                                               grouped(view->book_no), day_words(view->from), day_words(view->to)));
        self->leave(true, {});
      });
}

void BookForm::answered(const base::Result<void>& kept) {
  if (!kept) return complain(book_sentence(kept.error()));
  desk().say(about_ == About::correction ? tr("Kept: the correction is an entry of the logbook.")
             : about_ == About::holding  ? tr("Kept: it is held.")
                                         : tr("Kept: it is no longer held."));
  leave(true, user_id_);
}

}  // namespace siaga::ui
