// What is done in the view of the logbook: forms, marks, keys. What is shown there is logbook_view.cpp's.
#include "ui/logbook/logbook_view.h"

#include "ui/logbook/book_words.h"
#include "ui/text.h"
#include "ui/widgets/next_pane.h"

#include <algorithm>
#include <utility>

namespace siaga::ui {

using domain::Action;
using protocol::DisposeCommand;
using protocol::LogbookRow;

bool LogbookView::open_form(CaseForm& form) {
  if (form_ && form_->must_stay()) return false;
  if (form_ && form_->is_typed()) {
    desk_.complain(tr("What you wrote isn't sent yet: send it or take it back (Esc)."));
    return false;
  }
  if (form_) close_form();
  details_->Hide();
  form_ = &form;
  form.Show();
  Layout();
  return true;
}

/// The keyboard stays where it is.
void LogbookView::close_form() {
  form_->give_up();
  form_->Hide();
  form_ = nullptr;
  details_->Show();
  Layout();
}

void LogbookView::leave_form(bool kept) {
  if (!form_) return;
  const bool gone = kept && form_ == disposing_;
  close_form();
  if (!desk_.model.session()) return;
  if (gone) disposed();
  if (kept) soon_.StartOnce(1);
  if (list_->selected())
    list_->SetFocus();
  else
    filter_->focus_search();
}

/// Correct, hold, release: what is chosen must be known in full.
void LogbookView::begin_about_chosen(Command command) {
  const auto& shown = details_->shown();
  if (!desk_.model.may(Action::keep_logbook)) return;
  if (!shown || shown->entries.empty()) return desk_.complain(tr("Choose a user ID first."));
  if (shown->row.disposed_at) return desk_.complain(tr("It was disposed of: nothing of it can be changed any more."));
  if (!open_form(*writing_)) return;
  using About = BookForm::About;
  writing_->begin(command == Command::book_correct ? About::correction
                  : shown->row.held                ? About::releasing
                                                   : About::holding,
                  *shown);
  writing_->focus_first();
}

void LogbookView::begin_sign_off() {
  if (form_ == signing_) return signing_->focus_first();
  if (!open_form(*signing_)) return;
  signing_->begin(desk_.model.may(Action::keep_logbook));
  signing_->focus_first();
}

void LogbookView::begin_export() {
  if (const auto trouble = filter_->trouble(); !trouble.empty()) return desk_.complain(trouble);
  if (!open_form(*exporting_)) return;
  exporting_->begin(filter_->filter(), total_words(total_, more_));
  exporting_->focus_first();
}

/// False when it must stay, or when no more may go at once.
bool LogbookView::mark(const LogbookRow& row) {
  if (!may_go(row, desk_.model.hub_now()) || marked_.size() >= DisposeCommand::most) return false;
  marked_.insert_or_assign(row.user_id.id, row);
  return true;
}

void LogbookView::mark_chosen() {
  if (!desk_.model.may(Action::keep_logbook)) return;
  const auto& shown = details_->shown();
  if (!shown) return desk_.complain(tr("Choose a user ID first."));
  if (form_ == disposing_) return desk_.complain(tr("Leave the form first (Esc): it is about what is marked now."));
  if (marked_.erase(shown->row.user_id.id) == 0 && !mark(shown->row))
    return desk_.complain(marked_.size() < DisposeCommand::most
                              ? tr("{} must stay: its two years aren't over, or it is held.", title_of(shown->row))
                              : tr("At most {} go at once: dispose of these first.", DisposeCommand::most));
  if (const auto at = row_of_chosen()) list_->row_changed(*at);
  show_marks();
}

/// All that are shown, and when all of them are marked already, none of them.
void LogbookView::mark_all() {
  if (!desk_.model.may(Action::keep_logbook) || form_ == disposing_) return;
  const auto now = desk_.model.hub_now();
  if (std::ranges::none_of(rows_, [now](const auto& row) { return may_go(row, now); }))
    return desk_.complain(tr("None of these may go: their two years aren't over, or they are held."));
  const auto is_open = [&](const LogbookRow& row) { return may_go(row, now) && !marked_.contains(row.user_id.id); };
  const bool more = std::ranges::any_of(rows_, is_open);
  for (const auto& row : rows_) mark(row);
  if (!more)
    for (const auto& row : rows_) marked_.erase(row.user_id.id);
  else if (std::ranges::any_of(rows_, is_open))
    desk_.complain(tr("At most {} go at once: dispose of these first.", DisposeCommand::most));
  for (std::size_t at = 0; at < rows_.size(); ++at) list_->row_changed(at);
  show_marks();
}

void LogbookView::show_marks() {
  const auto& shown = details_->shown();
  if (shown) details_->show_mark(marked_.contains(shown->row.user_id.id));
  show_count();
}

void LogbookView::begin_disposal() {
  if (!desk_.model.may(Action::keep_logbook)) return;
  if (form_ == disposing_) return disposing_->focus_first();
  if (const auto& shown = details_->shown(); marked_.empty() && shown && mark(shown->row)) {
    if (const auto at = row_of_chosen()) list_->row_changed(*at);
    show_marks();
  }
  if (marked_.empty())
    return desk_.complain(
        tr("Choose or mark ({}) what is to go: user IDs whose two years are over.", cap_of(Command::book_mark)));
  if (!open_form(*disposing_)) return;
  std::vector<LogbookRow> rows;
  for (const auto& [id, row] : marked_) rows.push_back(row);
  disposing_->begin(std::move(rows));
  disposing_->focus_first();
}

void LogbookView::disposed() {
  marked_.clear();
  details_->show_mark(false);
  fetch(std::nullopt);
}

bool LogbookView::perform_form(Command command) {
  switch (command) {
    case Command::book_correct:
    case Command::book_hold: begin_about_chosen(command); return true;
    case Command::book_sign_off: begin_sign_off(); return true;
    case Command::book_dispose: begin_disposal(); return true;
    case Command::book_export: begin_export(); return true;
    case Command::book_print: exporting_->print_or([this] { begin_export(); }); return true;
    case Command::save:
      if (form_) form_->submit();
      return true;
    default: return false;
  }
}

bool LogbookView::perform(Command command) {
  if (perform_form(command)) return true;
  switch (command) {
    case Command::find: filter_->focus_search(); return true;
    case Command::book_period: filter_->focus_period(); return true;
    case Command::book_status: filter_->next_status(); return true;
    case Command::book_keeping: filter_->next_keeping(); return true;
    case Command::book_mark: mark_chosen(); return true;
    case Command::book_mark_all: mark_all(); return true;
    case Command::next_pane: next_pane(); return true;
    default: return false;
  }
}

bool LogbookView::cancel() {
  if (form_) {
    if (form_->must_stay()) return true;
    const bool typed = form_->is_typed();
    leave_form(false);
    if (typed) desk_.say(tr("Not sent: everything is as it was."));
    return true;
  }
  if (!filter_->empty_words()) return false;
  filter_->focus_search();
  return true;
}

void LogbookView::next_pane() {
  const Pane form{form_, [this] { form_->focus_first(); }};
  enter_next_pane({{filter_, [this] { filter_->focus_search(); }},
                   {list_, [this] { into_list(); }},
                   form_ ? form : Pane{details_}});
}

}  // namespace siaga::ui
