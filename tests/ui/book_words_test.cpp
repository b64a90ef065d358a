// What the logbook says: the record, its entries with their numbers, what was corrected and what was erased, refusals.
// Without a window.
#include "ui/logbook/book_words.h"
#include "domain/logbook.h"
#include "ui/logbook/disposal_sheet.h"

#include "support/time_of.h"
#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

using namespace siaga;
using namespace std::chrono_literals;
using protocol::EventKind;
using protocol::LogbookStatus;
using test::InIndonesian;
using test::time_of;

namespace {

const base::Instant reading = time_of("2026-11-22T16:47:48Z");

protocol::LogbookRow nadia() {
  protocol::LogbookRow row;
  row.user_id.agent = "Nadia Putri";
  row.user_id.user_name = "omni.nadia.p";
  row.zone = "Asia/Jakarta";
  row.status = LogbookStatus::inactive;
  row.the_case = base::make_id(reading);
  row.last_day = base::parse_day("2026-11-21").value();
  row.deactivated = protocol::LogbookAct{time_of("2026-11-22T02:02:00Z"), "Ratna Puspita", "Hendra"};
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
  row.the_case.reset();  // it came with the spreadsheet: nobody claims that the hub closed it
  BOOST_TEST(fact(row, "Dinonaktifkan") == "09:02 WIB, menurut lembar kerja");
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
  BOOST_TEST(entries[0].step.text == "Dicatat di logbook");
  BOOST_TEST(entries[0].step.detail.ends_with("Dikoreksi di No. 13: Regu 4. (Sari)"));
  BOOST_TEST(entries[3].step.text == "Koreksi atas No. 4");
  BOOST_TEST(std::ranges::none_of(entries, [](const auto& each) { return each.step.text.empty(); }));
}

BOOST_FIXTURE_TEST_CASE(what_the_spreadsheet_said_is_told_as_its_word, InIndonesian) {
  protocol::LogbookHistory history;
  history.row = nadia();
  history.row.told = protocol::LogbookTold{"Hendra", "Pindah ke cabang;\nkunci dikembalikan"};
  BOOST_TEST(fact(history.row, "Diminta") == "Hendra, menurut lembar kerja");
  history.row.requested = protocol::LogbookAct{time_of("2026-11-22T02:02:00Z"), "Wati", ""};
  BOOST_TEST(fact(history.row, "Diminta") == "09:02 WIB oleh Wati");  // the case knows better
  history.entries = {entry(4, EventKind::user_id_listed,
                           domain::text_of({"Regu 3", "Hendra", "Pindah ke cabang;\nkunci dikembalikan"})),
                     entry(5, EventKind::user_id_listed, "Regu 4")};
  const auto entries = ui::entries_of(history);
  BOOST_TEST(entries.at(0).step.detail ==
             "pusat · Regu 3\nDiminta Hendra, menurut lembar kerja\nCatatan lembar kerja: Pindah ke cabang;\n"
             "kunci dikembalikan");
  BOOST_TEST(entries.at(1).step.detail == "pusat · Regu 4");
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
  BOOST_TEST(refused_by_book(invalid, "/text") == "Isi alasan, paling banyak 2000 karakter.");
  BOOST_TEST(ui::total_words(10'000, true) == "lebih dari 10\u00a0000 user ID");
}

BOOST_AUTO_TEST_CASE(what_may_go_is_over_in_its_own_zone_and_held_by_nobody) {
  auto row = nadia();  // kept until 22 Nov 2028
  BOOST_TEST(!ui::may_go(row, time_of("2028-11-22T16:59:59Z")));
  BOOST_TEST(ui::may_go(row, time_of("2028-11-22T17:00:00Z")));  // midnight in Jakarta
  row.zone = "Asia/Jayapura";
  BOOST_TEST(ui::may_go(row, time_of("2028-11-22T15:00:00Z")));
  row.held = "Perkara.";
  BOOST_TEST(!ui::may_go(row, time_of("2030-01-01T00:00:00Z")));
  row.held.reset();
  row.disposed_at = reading;
  BOOST_TEST(!ui::may_go(row, time_of("2030-01-01T00:00:00Z")));
  row.disposed_at.reset();
  row.keep_until.reset();  // active
  BOOST_TEST(!ui::may_go(row, time_of("2030-01-01T00:00:00Z")));
}

BOOST_FIXTURE_TEST_CASE(who_must_stay_is_said_by_name, InIndonesian) {
  using enum base::Fault;
  const std::vector<std::string> names{"omni.satu", "omni.dua"};
  const auto said = [&](base::Fault fault, const char* field) {
    return ui::disposal_sentence(base::fail(fault, "for the log", field), names);
  };
  BOOST_TEST(said(conflict, "user_ids/1").starts_with("omni.dua harus tetap ada"));
  BOOST_TEST(said(not_found, "user_ids/0").starts_with("omni.satu harus tetap ada"));
  for (const auto* odd : {"user_ids/7", "user_ids/", "user_ids/x", "user_ids/99999999999999999999999"})
    BOOST_TEST(said(conflict, odd).starts_with("Salah satunya harus tetap ada"));
  BOOST_TEST(said(invalid, "/minutes").starts_with("Berita acara tidak dapat dipakai"));
  BOOST_TEST(said(not_found, "") == "Berkas berita acara tidak ada. Tidak ada yang dimusnahkan.");
  BOOST_TEST(said(unsupported, "").starts_with("Berkas bukan PDF"));
}

BOOST_FIXTURE_TEST_CASE(an_export_that_came_changed_is_said_with_its_name, InIndonesian) {
  using enum base::Fault;
  const auto said = [](base::Fault fault, const char* field) {
    return ui::export_sentence(base::fail(fault, "for the log", field));
  };
  BOOST_TEST(said(checksum, "logbook-1.pdf").starts_with("logbook-1.pdf berubah di perjalanan"));
  BOOST_TEST(said(checksum, "logbook-1.pdf").find("tidak disimpan") != std::string::npos);
  BOOST_TEST(said(corrupt, "../a").find("../a") == std::string::npos);
  BOOST_TEST(said(internal, "logbook-1.pdf") == "logbook-1.pdf tidak dapat ditulis di sana. Pilih folder lain.");
  BOOST_TEST(said(not_found, "").starts_with("Pusat menyimpan ekspor selama satu jam"));
  BOOST_TEST(said(too_many, "") == "Ekspor lain sedang dibuat. Coba lagi sebentar lagi.");
}

BOOST_FIXTURE_TEST_CASE(why_the_whole_log_was_not_saved_tells_that_nothing_of_it_is_there, InIndonesian) {
  using enum base::Fault;
  const auto said = [](base::Fault fault, const char* field) {
    return ui::journal_sentence(base::fail(fault, "for the log", field));
  };
  constexpr const char* name = "siaga-1-9.siaga-export";
  BOOST_TEST(said(conflict, "cancelled") == "Dihentikan. Tidak ada bagian jurnal yang disimpan.");
  BOOST_TEST(said(storage_full, name).starts_with("Folder ini tidak punya ruang untuk siaga-1-9"));
  BOOST_TEST(said(internal, name).starts_with("siaga-1-9.siaga-export tidak dapat ditulis di sana"));
  for (const auto fault : {unavailable, timeout})
    BOOST_TEST(said(fault, "").starts_with("Sambungan terputus sebelum seluruh jurnal tiba"));
  BOOST_TEST(said(storage_full, "").starts_with("Disk pusat tidak punya ruang"));
  BOOST_TEST(said(too_many, "") == "Ekspor lain sedang dibuat. Coba lagi sebentar lagi.");
  BOOST_TEST(said(conflict, "").starts_with("Jurnal sedang diambil"));
}

BOOST_AUTO_TEST_CASE(a_berita_acara_has_as_many_pages_as_its_rows_need) {
  const auto pages = [](std::size_t rows) { return ui::pages_of(1, rows, 32, 34).size(); };
  BOOST_TEST(pages(1) == 1u);
  BOOST_TEST(pages(28) == 1u);  // below a line of the reason, how many there are, a gap and the titles
  BOOST_TEST(pages(29) == 2u);
  BOOST_TEST(pages(61) == 2u);
  BOOST_TEST(pages(62) == 3u);
}

BOOST_AUTO_TEST_CASE(a_reason_longer_than_a_page_goes_on_on_the_next) {
  using Page = ui::DisposalPage;
  const auto pages = ui::pages_of(80, 3, 32, 34);
  BOOST_REQUIRE(pages.size() == 3u);
  BOOST_TEST((pages[0] == Page{0, 32, false, 0, 0}));
  BOOST_TEST((pages[1] == Page{32, 34, false, 0, 0}));
  BOOST_TEST((pages[2] == Page{66, 14, true, 0, 3}));
  // Where the table has no room below the reason, it begins on the next page.
  BOOST_TEST((ui::pages_of(30, 1, 32, 34).back() == Page{30, 0, true, 0, 1}));
}

BOOST_AUTO_TEST_CASE(no_line_and_no_row_of_a_berita_acara_is_lost_or_off_the_page) {
  for (std::size_t reason = 1; reason < 90; reason += 3)
    for (std::size_t rows = 1; rows < 120; rows += 7)
      for (const std::size_t first : {0, 2, 3, 32}) {
        std::size_t lines = 0, placed = 0, counted = 0;
        const auto pages = ui::pages_of(reason, rows, first, 6);
        for (const auto& page : pages) {
          BOOST_TEST(page.first_line == lines);
          BOOST_TEST(page.first_row == placed);
          lines += page.lines;
          placed += page.rows;
          counted += page.counts ? 1 : 0;
          const auto used = page.lines + (page.counts ? 2 : 0) + (page.rows > 0 ? 1 + page.rows : 0);
          BOOST_TEST(used <= (&page == &pages.front() ? first : 6));
        }
        BOOST_TEST(lines == reason);
        BOOST_TEST(placed == rows);
        BOOST_TEST(counted == 1u);
      }
}

BOOST_AUTO_TEST_CASE(a_day_is_typed_as_it_is_read) {
  BOOST_TEST(ui::written(base::parse_day("2026-01-05").value()) == "05-01-2026");
}

BOOST_AUTO_TEST_SUITE_END()
