// Spreadsheets of user IDs as they come: titles above, merged headings, other separators, other days.
#include "intake/user_id_file.h"

#include "intake/said_day.h"

#include <boost/test/unit_test.hpp>

namespace siaga::intake {

using domain::LedgerColumn;
using domain::LedgerProblem;

namespace {

UserIdFile ledger_of(std::string_view bytes) {
  auto file = read_user_ids(bytes);
  BOOST_REQUIRE_MESSAGE(file, "not read: " << (file ? "" : file.error().field));
  return std::move(*file);
}

std::string fault_of_ledger(std::string_view bytes) {
  const auto file = read_user_ids(bytes);
  return file ? "" : file.error().field;
}

std::string day_text(std::string_view text) {
  const auto said = said_day(text);
  if (!said) return "no day";
  auto words = base::to_text(said->day);
  if (said->time) words += " " + std::to_string(said->time->count());
  if (said->either_order) words += " either";
  if (said->month_first) words += " month first";
  return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(user_id_file)

BOOST_AUTO_TEST_CASE(days_are_read_as_people_write_them) {
  BOOST_TEST(day_text("2026-11-21") == "2026-11-21");
  BOOST_TEST(day_text("2026-11-21T10:40:05") == "2026-11-21 38405");
  BOOST_TEST(day_text("21/11/2026") == "2026-11-21");
  BOOST_TEST(day_text("5-6-2026") == "2026-06-05 either");
  BOOST_TEST(day_text("06.06.2026 00:00:00") == "2026-06-06");
  BOOST_TEST(day_text("11/21/2026") == "2026-11-21 month first");
  BOOST_TEST(day_text("21 Agustus 2026 10.40") == "2026-08-21 38400");
  BOOST_TEST(day_text("Sabtu, 21 Nov 2026") == "2026-11-21");
  BOOST_TEST(day_text("Dec 3, 2026") == "2026-12-03");
  BOOST_TEST(day_text("21-Mei-2026") == "2026-05-21");
  for (const auto* none : {"", "46347", "21/11/26", "31/02/2026", "2026-13-01", "13/13/2026", "besok", "21 Nov",
                           "2026-11-21 25:00", "2026-11-21 10:40 WIB", "21/11/2026 a", "//", ", ,", "1.2.3.4"})
    BOOST_TEST(day_text(none) == "no day", none);
}

BOOST_AUTO_TEST_CASE(a_table_below_a_title_in_windows_1252_with_semicolons) {
  const auto file = ledger_of(
      "LOGBOOK USER ID, REVISI 2\r\n\r\nNo;Aplikasi;User ID;Nama Agent;E-mail;Regu;Status;Tgl. Surat;Hari Kerja "
      "Terakhir;Tanggal Non-Aktif;Diminta oleh;Keterangan\r\n"
      "1;Omni Channel;omni.ren\xE9"
      ";Ren\xE9"
      " Putra;;Voice \xB7"
      " 1;AKTIF;-;;;;\"kontrak\nbaru\"\r\n"
      "2;Omni Channel;omni.b;'=B;b@contoh.id;;Non Aktif;14/11/2026;21-11-2026;22 Nov 2026 10:40;Hendra;\r\n");
  BOOST_TEST(file.heading_line == 3u);
  BOOST_REQUIRE_EQUAL(file.rows.size(), 2u);
  BOOST_TEST(file.rows[0].line == 4u);
  BOOST_TEST(file.rows[0].agent == "René Putra");
  BOOST_TEST(file.rows[0].team == "Voice · 1");
  BOOST_TEST((file.rows[0].active == true));
  BOOST_TEST(!file.rows[0].letter_date);
  const auto& gone = file.rows[1];
  BOOST_TEST(gone.agent == "=B");
  BOOST_TEST((gone.active == false));
  BOOST_TEST(base::to_text(*gone.letter_date) == "2026-11-14");
  BOOST_TEST(base::to_text(*gone.last_day) == "2026-11-21");
  BOOST_TEST((gone.ended->time == std::chrono::seconds{10 * 3600 + 40 * 60}));
  BOOST_TEST(gone.requested_by == "Hendra");
  BOOST_REQUIRE_EQUAL(file.problems.size(), 1u);
  BOOST_TEST((file.problems[0].problem == LedgerProblem::above_heading));
  BOOST_TEST(file.problems[0].value == "LOGBOOK USER ID, REVISI 2");
  BOOST_REQUIRE_EQUAL(file.ignored.size(), 1u);
  BOOST_TEST(file.ignored[0] == "No");
}

BOOST_AUTO_TEST_CASE(a_heading_of_two_lines_with_merged_cells) {
  const auto file = ledger_of(
      "\xEF\xBB\xBF"
      "Daftar user ID,,,,,,\nUser ID,Nama,Status,Tanggal,,,Catatan\n,,,Surat,Terakhir bekerja,Nonaktif,\n"
      "omni.a,Ayu,nonaktif,2026-11-14,2026-11-21,2026-11-22,x\n");
  BOOST_TEST(file.heading_line == 3u);
  BOOST_REQUIRE_EQUAL(file.rows.size(), 1u);
  BOOST_TEST(base::to_text(*file.rows[0].letter_date) == "2026-11-14");
  BOOST_TEST(base::to_text(*file.rows[0].last_day) == "2026-11-21");
  BOOST_TEST(base::to_text(file.rows[0].ended->day) == "2026-11-22");
  BOOST_TEST(file.rows[0].notes == "x");
  BOOST_TEST(file.headings[3].said == "Tanggal Surat");
  BOOST_TEST(file.ignored.empty());
}

BOOST_AUTO_TEST_CASE(what_a_row_cannot_say_is_told) {
  const auto file = ledger_of(
      "user id,agent,status,tanggal surat,tanggal nonaktif\n"
      "a,A,mungkin,46347,\nb,#REF!,aktif,,,lebih\nc,C,aktif,05/06/2026,\nd,D,nonaktif,,11/21/"
      "2026\ne,E,aktif,2026-11-14 "
      "10:00,\nf,\"F,aktif,,\n");
  std::vector<std::pair<std::size_t, LedgerProblem>> told;
  for (const auto& problem : file.problems) told.emplace_back(problem.line, problem.problem);
  using enum LedgerProblem;
  const std::vector<std::pair<std::size_t, LedgerProblem>> expected{
      {7, quote_open},      {2, status_unknown}, {2, date_bad},   {3, broken},
      {3, cells_left_over}, {6, date_bad},       {4, date_order}, {5, date_order}};
  BOOST_TEST((told == expected));
  // Without one that has the month first, 05/06 is the fifth of June.
  BOOST_TEST(ledger_of("user id,agent,status,tanggal surat\nc,C,aktif,05/06/2026\n").problems.empty());
}

BOOST_AUTO_TEST_CASE(a_file_without_a_heading_of_ours_is_refused) {
  using namespace std::string_literals;
  BOOST_TEST(fault_of_ledger("omni.a,Ayu,aktif\n") == "csv_heading");
  BOOST_TEST(fault_of_ledger("user id,agent\nomni.a,Ayu\n") == "csv_heading");
  BOOST_TEST(fault_of_ledger("user id,username,agent,status\n") == "csv_heading_twice");
  BOOST_TEST(fault_of_ledger("PK\x03\x04\0"s) == "csv_binary");
  BOOST_TEST(fault_of_ledger("") == "csv_empty");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::intake
