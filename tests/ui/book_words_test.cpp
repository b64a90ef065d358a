// What the logbook says: the record, its entries with their numbers, what was corrected and what was erased, refusals.
// Without a window.
#include "ui/logbook/book_words.h"

#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

using namespace siaga;
using namespace std::chrono_literals;
using protocol::EventKind;
using protocol::LogbookStatus;
using test::InIndonesian;

namespace {

base::Instant book_time(std::string_view text) { return base::parse_rfc3339(text).value(); }
const base::Instant reading = book_time("2026-11-22T16:47:48Z");

protocol::LogbookRow nadia() {
  protocol::LogbookRow row;
  row.user_id.agent = "Nadia Putri";
  row.user_id.user_name = "omni.nadia.p";
  row.zone = "Asia/Jakarta";
  row.status = LogbookStatus::inactive;
  row.last_day = base::parse_day("2026-11-21").value();
  row.deactivated = protocol::LogbookAct{book_time("2026-11-22T02:02:00Z"), "Ratna Puspita", "Hendra"};
  row.attempts = 3;
  row.failed = 2;
  row.sla_seconds = 9600;
  row.keep_until = base::parse_day("2028-11-22").value();
  row.first_book_no = 4;
  row.last_book_no = 12;
  return row;
}

protocol::LogbookEntry entry(std::uint64_t number, EventKind kind, std::string text = {}) {
  protocol::LogbookEntry made;
  made.book_no = number;
  made.event.kind = kind;
  made.event.at = reading;
  if (!text.empty()) made.event.body.text = std::move(text);
  return made;
}

std::string fact(const protocol::LogbookRow& row, const std::string& caption) {
  for (const auto& [name, words] : ui::facts_of(row, reading))
    if (name == caption) return words;
  return {};
}

std::string refused_by_book(base::Fault fault, const char* field) {
  return ui::book_sentence(base::fail(fault, "for the log", field));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(book_words)

BOOST_FIXTURE_TEST_CASE(the_record_says_what_is_known_and_nothing_else, InIndonesian) {
  auto row = nadia();
  BOOST_TEST(ui::title_of(row) == "Nadia Putri · omni.nadia.p");
  BOOST_TEST(fact(row, "Dinonaktifkan") == "09:02 WIB oleh Ratna Puspita, atas perintah Hendra");
  BOOST_TEST(fact(row, "Percobaan") == "3, 2 di antaranya gagal");
  BOOST_TEST(fact(row, "SLA 1×24 jam") == "2 j 40 m sebelum batas");
  BOOST_TEST(fact(row, "Disimpan") == "sampai 22 Nov 2028");
  BOOST_TEST(fact(row, "Entri") == "No. 4–12");
  BOOST_TEST(fact(row, "Regu").empty());
  row.sla_seconds = -600;
  BOOST_TEST(fact(row, "SLA 1×24 jam") == "10 mnt sesudah batas");
  row.held = "Perkara.";
  BOOST_TEST(fact(row, "Disimpan") == "Ditahan: Perkara.");
  row.deactivated->by.clear();
  row.deactivated->on_behalf_of.clear();
  BOOST_TEST(fact(row, "Dinonaktifkan") == "09:02 WIB oleh pusat");
}

BOOST_FIXTURE_TEST_CASE(what_was_disposed_of_has_a_number_and_no_name, InIndonesian) {
  auto row = nadia();
  row.user_id = {};
  row.status = LogbookStatus::disposed;
  row.disposed_at = reading;
  BOOST_TEST(ui::title_of(row) == "No. 4–12, dimusnahkan");
  BOOST_TEST(fact(row, "Status") == "Dimusnahkan");
}

BOOST_FIXTURE_TEST_CASE(each_entry_keeps_its_number_and_says_what_corrected_it, InIndonesian) {
  protocol::LogbookHistory history;
  history.row = nadia();
  auto correction = entry(13, EventKind::logbook_corrected, "Regu 4.");
  correction.event.body.corrects = 4;
  history.entries = {entry(4, EventKind::user_id_listed), entry(5, EventKind::case_attempted),
                     entry(6, EventKind::finding_opened), correction};
  history.row.notes = {{13, 4, reading, "Sari", "Regu 4."}};
  const auto entries = ui::entries_of(history);
  BOOST_REQUIRE_EQUAL(entries.size(), 4u);
  BOOST_TEST(entries[0].book_no == 4u);
  BOOST_TEST(entries[0].step.text == "Dicatat di buku log");
  BOOST_TEST(entries[0].step.detail.ends_with("Dikoreksi di No. 13: Regu 4. (Sari)"));
  BOOST_TEST(entries[3].step.text == "Koreksi atas No. 4");
  BOOST_TEST(std::ranges::none_of(entries, [](const auto& each) { return each.step.text.empty(); }));
}

BOOST_FIXTURE_TEST_CASE(an_erased_entry_is_said_as_erased, InIndonesian) {
  protocol::LogbookHistory history;
  history.row = nadia();
  history.entries = {entry(4, EventKind::case_opened)};
  history.entries[0].erased = true;
  const auto entries = ui::entries_of(history);
  BOOST_TEST(entries.at(0).step.text == "Dihapus: rinciannya sudah dimusnahkan");
  BOOST_TEST((entries[0].step.sign == ui::CaseStep::Sign::open));
}

BOOST_FIXTURE_TEST_CASE(a_refusal_says_why, InIndonesian) {
  using enum base::Fault;
  BOOST_TEST(refused_by_book(conflict, "disposed").starts_with("Sudah dimusnahkan"));
  BOOST_TEST(refused_by_book(conflict, "held").starts_with("Ada yang lebih cepat"));
  BOOST_TEST(refused_by_book(invalid, "/to").starts_with("Periode berakhir paling lambat hari ini"));
  BOOST_TEST(refused_by_book(invalid, "/text") == "Isi alasan, paling banyak 2000 huruf.");
  BOOST_TEST(ui::total_words(10'000, true) == "lebih dari 10\u00a0000 user ID");
}

BOOST_AUTO_TEST_SUITE_END()
