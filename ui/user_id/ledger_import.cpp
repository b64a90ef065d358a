#include "ui/user_id/ledger_import.h"

#include "ui/format.h"
#include "ui/text.h"
#include "ui/user_id/ledger_words.h"

#include <algorithm>
#include <utility>

namespace siaga::ui {

using domain::LedgerFate;

namespace {

ImportLine line_of(const domain::LedgerRowProblem& problem) {
  return {std::to_string(problem.line),
          problem_fate(domain::stops(problem.problem)),
          {},
          {},
          ledger_problem_words(problem)};
}

std::string opened_cases_words(std::uint64_t cases) {
  return tr_n("{} case is opened", "{} cases are opened", cases, grouped(cases));
}

ImportDone ledger_done(const protocol::LedgerOutcome& outcome) {
  ImportDone done;
  done.words = outcome.added == 0 ? tr("Nothing was entered.")
                                  : tr("Entered in the logbook: {} user IDs, entries {} to {}.", grouped(outcome.added),
                                       outcome.first_book_no, outcome.last_book_no);
  if (outcome.cases > 0) done.words += " " + opened_cases_words(outcome.cases);
  for (const auto& problem : outcome.problems) done.left.push_back(line_of(problem));
  done.left_words = tr("Rows that the logbook had got meanwhile stand here.");
  return done;
}

void add_lines(ImportSheet& sheet, const protocol::LedgerPreview& preview, const std::string& zone) {
  const auto& [rows, problems] = preview.ledger;
  for (const bool stopped : {true, false})
    for (const auto& problem : problems)
      if (domain::stops(problem.problem) == stopped) sheet.lines.push_back(line_of(problem));
  for (const auto fate : {LedgerFate::added, LedgerFate::known})
    for (const auto& row : rows)
      if (row.fate == fate)
        sheet.lines.push_back({std::to_string(row.line), ledger_fate_words(fate), row.user_id.user_name,
                               row.user_id.agent, ledger_row_details(preview, row, zone)});
}

}  // namespace

ImportSheet ledger_sheet(const protocol::LedgerPreview& preview, const std::string& zone) {
  ImportSheet sheet;
  sheet.plan = preview.plan;
  add_lines(sheet, preview, zone);
  const auto& rows = preview.ledger.rows;
  sheet.wanted = static_cast<std::size_t>(std::ranges::count(rows, LedgerFate::added, &domain::LedgerRow::fate));
  const auto left_out = rows_left_out(preview.ledger);
  sheet.has_left_out = left_out > 0;
  sheet.counts = tr("{} new · {} in the logbook already · {} left out", grouped(sheet.wanted),
                    grouped(rows.size() - sheet.wanted), grouped(left_out));
  const auto cases = std::ranges::count(rows, true, &domain::LedgerRow::opens_case);
  if (cases > 0) sheet.counts += " · " + opened_cases_words(static_cast<std::uint64_t>(cases));
  sheet.facts = {ledger_heading_words(preview)};
  if (auto ignored = ignored_words(preview.ignored); !ignored.empty()) sheet.facts.push_back(std::move(ignored));
  sheet.facts.push_back(tr("Each entry names the file: SHA-256 {}", base::to_hex(preview.sha256)));
  sheet.wish = tr_n("Enter {} user ID", "Enter {} user IDs", sheet.wanted, grouped(sheet.wanted));
  sheet.under_way = tr("Entering {} user IDs… This may take a minute.", grouped(sheet.wanted));
  if (sheet.lines.empty())
    sheet.remark = tr("There is no user ID in this file.");
  else if (sheet.wanted == 0 && !rows.empty())
    sheet.remark = tr("Nothing is new: what can be read of this file is in the logbook already.");
  return sheet;
}

ImportKind ledger_import(Desk& desk) {
  ImportKind kind;
  kind.file_title = tr("Import the logbook's spreadsheet from a CSV file");
  kind.table_name = tr("What the file would put into the logbook");
  kind.back = tr("Back to the cases");
  kind.columns = {{tr("Line"), 70, false},
                  {tr("What"), 130, false},
                  {tr("User ID"), 180, false},
                  {tr("Agent"), 190, false},
                  {tr("Details"), 0, false}};
  kind.look = [&desk](const std::string& bytes, std::function<void(base::Result<ImportSheet>)> done) {
    desk.link.user_ids().preview_import(
        bytes, [&desk, done = std::move(done)](const base::Result<protocol::LedgerPreview>& preview) {
          if (!preview) return done(preview.error());
          done(ledger_sheet(*preview, desk.zone()));
        });
  };
  kind.import = [&desk](const std::string& bytes, const std::string& plan,
                        std::function<void(base::Result<ImportDone>)> done) {
    desk.link.user_ids().import_file(bytes, plan,
                                     [done = std::move(done)](const base::Result<protocol::LedgerOutcome>& outcome) {
                                       if (!outcome) return done(outcome.error());
                                       done(ledger_done(*outcome));
                                     });
  };
  kind.fault = &ledger_fault;
  return kind;
}

}  // namespace siaga::ui
