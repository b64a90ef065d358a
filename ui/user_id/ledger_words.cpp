#include "ui/user_id/ledger_words.h"

#include "base/zone.h"
#include "ui/directory/import_words.h"
#include "ui/directory/role_words.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <algorithm>

namespace siaga::ui {
namespace {

using domain::LedgerColumn;
using domain::LedgerProblem;

std::string ledger_column_words(LedgerColumn column) {
  using enum LedgerColumn;
  switch (column) {
    case row: return tr("Row");
    case application: return tr("Application");
    case user_name: return tr("User ID");
    case agent: return tr("Agent");
    case email: return tr("E-mail");
    case team: return tr("Team");
    case status: return tr("Status");
    case letter_date: return tr("Date of the letter");
    case last_day: return tr("Last working day");
    case ended: return tr("Deactivated on");
    case requested_by: return tr("Requested by");
    case notes: return tr("Notes");
    case hired_on: return tr("Started work");
  }
  return {};
}

std::string why_not_listed(const domain::LedgerRowProblem& problem) {
  using enum LedgerProblem;
  const auto& value = problem.value;
  switch (problem.problem) {
    case missing: return tr("it is empty and may not be");
    case too_long: return tr("too long: {}", value);
    case cleaned:
      return tr("blanks or marks that nobody can see were taken out; this is what will stand there: {}", value);
    case broken: return tr("the spreadsheet itself shows an error there ({}): mend it and save again", value);
    case user_name_bad: return tr("a user ID has at most 120 characters and no blanks: {}", value);
    case user_name_twice:
    case email_twice: return tr("{} stands in line {}, too: keep one of them", value, problem.other);
    case user_name_taken: return tr("{} is in use by somebody else, as the logbook says", value);
    case email_bad: return tr("this is no e-mail address: {}", value);
    case email_taken: return tr("{} belongs to another user ID of this application", value);
    case application_unknown: return tr("there is no application called {}: write its name as it is", value);
    case application_ambiguous: return tr("several applications are called {}: give one of them another name", value);
    case application_not_yours: return tr("its logbook isn't yours to keep: {}", value);
    case status_unknown: return tr("write aktif or nonaktif, not {}", value);
    case ended_missing: return tr("it is inactive: since which day?");
    case active_yet_ended: return tr("it is active, yet deactivated on {}: which of them is right?", value);
    case date_bad: return tr("{} is no day: write it like 2026-11-21", value);
    case date_order: return tr("is {} day or month first? The file has both: write days like 2026-11-21", value);
    case date_far: return tr("{} can't be: before 2000, or more than a year ahead", value);
    case date_to_come: return tr("{} is yet to come", value);
    case overdue: return tr("still active though {} is over", value);
    case said_otherwise:
      return value.empty() ? tr("the logbook says otherwise; it isn't changed: correct it there")
                           : tr("the logbook says otherwise than {}; it isn't changed: correct it there", value);
    case cells_left_over: return tr("more cells than the heading has: {}", value);
    case quote_open: return tr("a quotation mark is never closed: from here on the file wasn't read");
    case above_heading: return tr("passed over, it stands above the heading: {}", value);
    case changed_meanwhile: return tr("the logbook has {} by now: not imported", value);
    case before_hire: return tr("{} is before the work started", value);
  }
  return {};
}

std::string day_there(base::Instant at, const std::string& zone) {
  const auto clock = base::clock_time(at, zone).substr(0, 5);
  return day_words(at, zone) + (clock == "00:00" ? std::string{} : " " + clock + " " + base::zone_label(at, zone));
}

}  // namespace

std::string ledger_problem_words(const domain::LedgerRowProblem& problem) {
  return ledger_column_words(problem.column) + ": " + why_not_listed(problem);
}

std::string ledger_fate_words(domain::LedgerFate fate) {
  return fate == domain::LedgerFate::added ? tr("new") : tr("in the logbook");
}

std::string ledger_row_details(const protocol::LedgerPreview& preview, const domain::LedgerRow& row,
                               const std::string& zone) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
  };
  const auto& one = row.user_id;
  const auto application = std::ranges::find(preview.applications, one.application, &protocol::LedgerApplication::id);
  if (application != preview.applications.end()) add(application->name);
  if (one.state == domain::UserIdState::active)
    add(tr("active"));
  else
    add(one.ended_at ? tr("inactive since {}", day_there(*one.ended_at, zone)) : tr("inactive"));
  add(one.email);
  add(one.team);
  if (one.hired_on) add(tr("started work {}", day_words(*one.hired_on)));
  if (row.letter_date) add(tr("letter {}", day_words(*row.letter_date)));
  if (row.last_day) add(tr("last day {}", day_words(*row.last_day)));
  if (!row.requested_by.empty()) add(tr("requested by {}", row.requested_by));
  add(row.notes);
  if (row.opens_case) add(tr("a case is opened: it should be closed by now"));
  return text;
}

std::string ledger_heading_words(const protocol::LedgerPreview& preview) {
  std::string columns;
  for (const auto& [column, said] : preview.headings)
    columns += (columns.empty() ? "" : ", ") + ledger_column_words(column) + " = “" + said + "”";
  return tr("Heading in line {}: {}", preview.heading_line, columns);
}

std::string ledger_fault(const base::Error& error) {
  const auto& field = error.field;
  if (field == "csv_cells") return tr("A row has more than 100 cells: this is no table of user IDs.");
  if (field == "csv_heading")
    return tr(
        "No line names the columns: user ID, agent, and status or the day of deactivation are needed; besides "
        "application, e-mail, team, dates, requested by, notes.");
  if (field == "csv_heading_twice") return tr("Two columns of the heading mean the same: take one of them out.");
  if (field == "plan") return tr("The logbook has changed since the preview: look at it again, then import.");
  return import_fault(error);
}

}  // namespace siaga::ui
