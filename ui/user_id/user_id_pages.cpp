// What stands in the place of the queue in the view of user IDs: findings, the report over months, the import of a
// spreadsheet. The queue's keys would act on what can't be seen there, so each page has its own.
#include "ui/format.h"
#include "ui/text.h"
#include "ui/user_id/ledger_import.h"
#include "ui/user_id/sla_report_words.h"
#include "ui/user_id/user_id_view.h"
#include "ui/widgets/next_pane.h"

#include <wx/sizer.h>

namespace siaga::ui {

using domain::Action;

void UserIdView::make_pages() {
  findings_->on_chosen = [this] { finding_->show(findings_->chosen(), !findings_->is_empty()); };
  findings_->may_leave = [this] { return may_leave(); };
  findings_->on_count = [this](std::uint64_t open) { show_finding_count(open); };
  finding_ = new FindingForm(this, desk_);
  finding_->on_decided = [this] {
    refresh();
    if (page_ == Page::findings && !finding_->is_typed()) findings_->focus_first();
  };
  report_->on_export = [this] { begin_export(); };
  report_->on_chosen = [this] { exporting_->outdate(); };
  import_ = new ImportPane(this, desk_, ledger_import(desk_));
  import_->on_left = [this] {
    import_->forget();
    show_page(Page::cases);
    refresh();
    if (desk_.model.session()) focus_first();
  };
  for (wxWindow* each : std::initializer_list<wxWindow*>{findings_, finding_, report_, import_}) each->Hide();
}

bool UserIdView::may_leave() {
  if (form_ && form_->must_stay()) return false;
  const bool written = (form_ && form_->is_typed()) || (page_ == Page::findings && finding_->is_typed());
  if (written) desk_.complain(tr("What you wrote isn't sent yet: send it or take it back (Esc)."));
  return !written;
}

void UserIdView::show_page(Page page) {
  page_ = page;
  if (form_ && (page != Page::cases || form_ == exporting_)) leave_form(false, {});
  const bool cases = page == Page::cases;
  left_->Show(page != Page::from_file);
  import_->Show(page == Page::from_file);
  details_->Show(cases && form_ == nullptr);
  for (wxWindow* each : std::initializer_list<wxWindow*>{findings_, finding_}) each->Show(page == Page::findings);
  report_->Show(page == Page::report);
  sla_->Show(cases);
  for (auto* kind : kinds_) kind->Show(cases);
  application_->show_there(cases);
  show_counts();
  show_empty();
  show_rights();
  Layout();
}

void UserIdView::go_to(Page page) {
  if (!may_leave()) return;
  show_page(page);
  if (page == Page::findings)
    findings_->show_open();
  else
    report_->refresh();
  focus_first();
}

void UserIdView::import_file() {
  if (!desk_.model.may(Action::keep_logbook))
    return desk_.complain(tr("Only document control brings a spreadsheet into the logbook."));
  if (may_leave() && import_->choose_file()) show_page(Page::from_file);
}

bool UserIdView::perform_page(Command command) {
  if (page_ == Page::from_file) return import_->perform(command) || command != Command::silence;
  switch (command) {
    case Command::import_file: import_file(); return true;
    case Command::show_findings: go_to(Page::findings); return true;
    case Command::show_report: go_to(Page::report); return true;
    default: break;
  }
  if (page_ == Page::findings) return perform_finding(command);
  return page_ == Page::report && perform_report(command);
}

bool UserIdView::perform_report(Command command) {
  switch (command) {
    case Command::next_kind: report_->next_grouping(); return true;
    case Command::book_export: begin_export(); return true;
    case Command::book_print: exporting_->print_or([this] { begin_export(); }); return true;
    case Command::next_pane:
      if (form_ != exporting_) return report_->focus_next(), true;
      enter_next_pane(
          {{report_, [this] { report_->focus_list(); }}, {exporting_, [this] { exporting_->focus_first(); }}});
      return true;
    default: return false;
  }
}

/// Beside the report, which stays in sight.
void UserIdView::begin_export() {
  form_ = exporting_;
  show_primary();
  const auto span = report_->span();
  exporting_->begin_sla(span, sla_span_words(span));
  exporting_->Show();
  Layout();
  exporting_->focus_first();
}

bool UserIdView::perform_finding(Command command) {
  switch (command) {
    case Command::reopen: finding_->open_case(); return true;
    case Command::read_again: findings_->read_again(); return true;
    case Command::save: finding_->submit(); return true;
    case Command::next_kind: findings_->next_show(); return true;
    case Command::next_pane:
      if (findings_->has_focus())
        finding_->focus_first();
      else
        findings_->focus_first();
      return true;
    default: return false;
  }
}

/// Esc: what was typed is taken back first.
bool UserIdView::leave_page() {
  if (page_ == Page::cases) return false;
  if (page_ == Page::from_file) {
    if (!import_->must_stay()) import_->on_left();
    return true;
  }
  if (page_ == Page::findings && finding_->is_typed()) {
    if (finding_->must_stay()) return true;
    finding_->take_back();
    desk_.say(tr("Not sent: everything is as it was."));
    findings_->focus_first();
    return true;
  }
  if (form_ == exporting_) return false;  // the form first
  choose(query_.show, query_.kind);
  focus_first();
  return true;
}

void UserIdView::show_finding_count(std::uint64_t open) {
  show_findings_->set({.text = open == 0 ? tr("Findings") : tr("Findings") + " " + grouped(open)});
  left_->Layout();
}

}  // namespace siaga::ui
