// What the import of a spreadsheet says: every problem by row and column, each row, why a file can't be read. Without a
// window.
#include "ui/user_id/ledger_words.h"

#include "ui/spoken_in.h"
#include "ui/user_id/ledger_import.h"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

using namespace siaga;
using domain::LedgerColumn;
using domain::LedgerProblem;
using test::InIndonesian;

namespace {

std::string problem_words_of(LedgerColumn column, LedgerProblem problem, std::string value = {},
                             std::size_t other = 0) {
  return ui::ledger_problem_words({7, column, problem, std::move(value), other});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ledger_words)

BOOST_FIXTURE_TEST_CASE(a_problem_names_its_column_what_stands_there_and_what_to_do, InIndonesian) {
  using enum LedgerProblem;
  BOOST_TEST(problem_words_of(LedgerColumn::agent, missing) == "Agent: kosong, padahal wajib diisi");
  BOOST_TEST(problem_words_of(LedgerColumn::ended, date_bad, "kemarin") ==
             "Tanggal nonaktif: kemarin bukan tanggal: tulis seperti 2026-11-21");
  BOOST_TEST(problem_words_of(LedgerColumn::user_name, user_name_twice, "omni.ayu", 12).find("12") !=
             std::string::npos);
  BOOST_TEST(problem_words_of(LedgerColumn::status, status_unknown, "cuti").find("bukan cuti") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(no_problem_is_without_words, InIndonesian) {
  const auto nothing = ui::ledger_problem_words({1, LedgerColumn::row, static_cast<LedgerProblem>(200), "", 0});
  for (std::size_t at = 0; at < domain::ledger_problem_count; ++at)
    BOOST_TEST(problem_words_of(LedgerColumn::row, static_cast<LedgerProblem>(at), "x", 3) != nothing);
  std::set<std::string> columns;
  for (std::size_t at = 0; at < domain::ledger_column_count; ++at)
    columns.insert(problem_words_of(static_cast<LedgerColumn>(at), LedgerProblem::missing));
  BOOST_TEST(columns.size() == domain::ledger_column_count);
}

BOOST_FIXTURE_TEST_CASE(a_row_tells_what_would_stand_in_the_logbook, InIndonesian) {
  protocol::LedgerPreview preview;
  preview.heading_line = 2;
  preview.headings = {{LedgerColumn::user_name, "ID User"}};
  domain::LedgerRow row;
  preview.applications = {{row.user_id.application, "Omni Channel"}};
  row.user_id.team = "Voice";
  row.last_day = base::parse_day("2026-11-20").value();
  row.user_id.state = domain::UserIdState::inactive;
  row.user_id.ended_at = base::parse_rfc3339("2026-11-21T03:40:00Z").value();
  row.requested_by = "Hendra";
  row.notes = "pindah tugas";
  const auto told = ui::ledger_row_details(preview, row, "Asia/Jakarta");
  BOOST_TEST(told.starts_with("Omni Channel · nonaktif sejak"));
  for (const auto* part : {"10:40 WIB", " · Voice", "hari terakhir", "diminta Hendra", "pindah tugas"})
    BOOST_TEST(told.find(part) != std::string::npos);
  BOOST_TEST(ui::ledger_heading_words(preview) == "Judul kolom di baris 2: User ID = “ID User”");
}

BOOST_FIXTURE_TEST_CASE(rows_are_counted_once_however_many_problems_they_have, InIndonesian) {
  domain::LedgerPlan plan;
  plan.problems = {{3, LedgerColumn::agent, LedgerProblem::missing, "", 0},
                   {3, LedgerColumn::status, LedgerProblem::status_unknown, "x", 0},
                   {1, LedgerColumn::row, LedgerProblem::above_heading, "LOGBOOK", 0}};
  BOOST_TEST(ui::rows_left_out(plan) == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_sheet_shows_what_stops_rows_first_and_what_is_known_last, InIndonesian) {
  protocol::LedgerPreview preview;
  preview.plan = "p1";
  preview.heading_line = 2;
  preview.ignored = {"Warna", "Meja"};
  domain::LedgerRow known, added;
  known.line = 4;
  known.fate = domain::LedgerFate::known;
  added.line = 5;
  added.user_id.user_name = "omni.ayu";
  preview.ledger.rows = {known, added};
  preview.ledger.problems = {{1, LedgerColumn::row, LedgerProblem::above_heading, "LOGBOOK", 0},
                             {3, LedgerColumn::agent, LedgerProblem::missing, "", 0}};
  auto sheet = ui::ledger_sheet(preview, "Asia/Jakarta");
  std::vector<std::string> lines;
  for (const auto& line : sheet.lines) lines.push_back(line.front() + " " + line.at(1));
  BOOST_TEST((lines == std::vector<std::string>{"3 dilewati", "1 catatan", "5 baru", "4 sudah di logbook"}));
  BOOST_TEST(sheet.counts == "1 baru · 1 sudah di logbook · 1 dilewati");
  BOOST_TEST(sheet.has_left_out);
  BOOST_TEST(sheet.plan == "p1");
  BOOST_TEST(sheet.wanted == 1u);
  BOOST_TEST(sheet.remark.empty());
  BOOST_REQUIRE(sheet.facts.size() == ui::most_facts);
  BOOST_TEST(sheet.facts[1].ends_with("Warna, Meja"));
  preview.ledger.rows.pop_back();
  BOOST_TEST(ui::ledger_sheet(preview, "Asia/Jakarta").remark.starts_with("Tidak ada yang baru"));
  preview.ledger = {};
  BOOST_TEST(ui::ledger_sheet(preview, "Asia/Jakarta").remark == "Tidak ada user ID di berkas ini.");
}

BOOST_FIXTURE_TEST_CASE(a_file_that_cannot_be_read_says_why, InIndonesian) {
  std::set<std::string> faults;
  for (const auto* field : {"csv_cells", "csv_heading", "csv_heading_twice", "plan", "csv_bytes"})
    faults.insert(ui::ledger_fault(base::fail(base::Fault::invalid, "for the log", field)));
  BOOST_TEST(faults.size() == 5u);
  for (const auto& words : faults) BOOST_TEST(words.find("for the log") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
