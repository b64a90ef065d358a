// What findings say: what is wrong, since when, what became of it, and when an application was read. Without a window.
#include "ui/user_id/finding_words.h"

#include "support/time_of.h"
#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

using namespace siaga;
using domain::FindingKind;
using test::InIndonesian;
using test::time_of;

namespace {

const base::Instant reading_findings = time_of("2026-11-22T16:47:48Z");

protocol::FindingView after_leaving() {
  protocol::FindingView view;
  view.kind = FindingKind::seen_active;
  view.application_name = "Omni Channel";
  view.zone = "Asia/Jakarta";
  view.agent = "Nadia Putri";
  view.users = {{"omni.nadia.p", "nadia@contoh.id", "Nadia P", true, time_of("2026-11-22T02:14:00Z")}};
  view.left_at = time_of("2026-11-21T17:00:00Z");
  view.opened_at = time_of("2026-11-22T16:30:00Z");
  return view;
}

protocol::ReconciliationView run_of_omni() {
  protocol::ReconciliationView run;
  run.name = "Omni Channel";
  run.zone = "Asia/Jakarta";
  return run;
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(finding_words)

BOOST_FIXTURE_TEST_CASE(a_finding_tells_all_that_somebody_must_know_to_decide, InIndonesian) {
  auto finding = after_leaving();
  const auto story = ui::story_words(finding, reading_findings);
  BOOST_TEST(says(story, "omni.nadia.p di Omni Channel: dipakai setelah hari kerja terakhir."));
  BOOST_TEST(says(story, "Agent: Nadia Putri."));
  BOOST_TEST(says(story, "Hari kerja terakhir berakhir"));
  BOOST_TEST(says(story, "24:00 WIB"));
  BOOST_TEST(says(story, "terakhir dipakai 09:14 WIB"));
  BOOST_TEST(says(ui::fate_words(finding, reading_findings), "23:30 WIB"));
  finding.of_case = base::Id{};
  BOOST_TEST(ui::fate_words(finding, reading_findings) == "sedang ditangani dalam kasus");
  finding.of_case.reset();
  finding.accepted_at = reading_findings;
  finding.accepted_by = "Ratna Puspita";
  finding.reason = "akun papan";
  BOOST_TEST(ui::fate_words(finding, reading_findings) == "diterima Ratna Puspita, 23:47 WIB");
  BOOST_TEST(says(ui::story_words(finding, reading_findings), "23:47 WIB: akun papan"));
  finding.ended_at = reading_findings;
  BOOST_TEST(ui::fate_words(finding, reading_findings) == "selesai sejak 23:47 WIB");
}

BOOST_FIXTURE_TEST_CASE(a_duplicate_names_all_of_its_user_ids, InIndonesian) {
  auto finding = after_leaving();
  finding.kind = FindingKind::duplicate;
  finding.users.push_back({"omni.nadia2", "", "", true, {}});
  BOOST_TEST(ui::users_words(finding) == "omni.nadia.p, omni.nadia2");
}

BOOST_FIXTURE_TEST_CASE(each_kind_and_each_fault_has_words_of_its_own, InIndonesian) {
  std::set<std::string> kinds;
  for (const auto kind : {FindingKind::orphan, FindingKind::active_after_leaving, FindingKind::reactivated,
                          FindingKind::duplicate, FindingKind::seen_active})
    kinds.insert(ui::kind_words(kind));
  BOOST_TEST(kinds.size() == 5u);
  std::set<std::string> faults;
  for (const auto* fault : {"timeout", "unavailable", "untrusted", "unauthenticated", "forbidden", "too-many",
                            "unsupported", "invalid", "corrupt", "internal"})
    faults.insert(ui::run_fault_words(fault));
  BOOST_TEST(faults.size() == 10u);
}

BOOST_FIXTURE_TEST_CASE(when_an_application_was_read_is_told_with_what_went_wrong, InIndonesian) {
  auto run = run_of_omni();
  BOOST_TEST(ui::run_words(run, reading_findings) == "belum pernah dicocokkan");
  run.next_at = time_of("2026-11-22T18:30:00Z");
  BOOST_TEST(says(ui::run_words(run, reading_findings), "belum pernah dicocokkan; akan dicocokkan "));
  BOOST_TEST(says(ui::run_words(run, reading_findings), "01:30 WIB"));
  run.running = true;
  run.read = 1200;
  BOOST_TEST(says(ui::run_words(run, reading_findings), "pengguna sejauh ini"));
  run.running = false;
  run.ended_at = run.good_at = time_of("2026-11-21T18:30:00Z");
  run.users = 42;
  run.listed = 3;
  BOOST_TEST(ui::run_words(run, reading_findings) == "dicocokkan 01:30 WIB: 42 pengguna, 3 baru di logbook");
  run.fault = "unauthenticated";
  BOOST_TEST(ui::has_run_failed(run));
  const auto failed = ui::run_words(run, reading_findings);
  BOOST_TEST(says(failed, "gagal dicocokkan 01:30 WIB: Aplikasi menolak kata sandi"));
  BOOST_TEST(says(failed, "Terakhir berhasil 01:30 WIB."));
  run.next_at = time_of("2026-11-22T16:50:00Z");
  BOOST_TEST(says(ui::run_words(run, reading_findings), "Terakhir berhasil 01:30 WIB. Dicocokkan lagi 23:50 WIB."));
  run.next_at.reset();
  BOOST_TEST(!says(ui::run_words(run, reading_findings), "Dicocokkan lagi"));
}

BOOST_FIXTURE_TEST_CASE(nobody_is_told_that_all_is_well_before_every_application_was_read, InIndonesian) {
  auto run = run_of_omni();
  BOOST_TEST(says(ui::nothing_open_words({run}), "Belum ada beda yang diketahui."));
  run.good_at = run.ended_at = time_of("2026-11-21T18:30:00Z");
  BOOST_TEST(says(ui::nothing_open_words({run}), "Tidak ada yang perlu diputuskan."));
  auto failed = run;
  failed.fault = "timeout";
  BOOST_TEST(says(ui::nothing_open_words({run, failed}), "belum tuntas dibaca"));
}

BOOST_FIXTURE_TEST_CASE(a_refusal_says_what_happened_and_what_to_do, InIndonesian) {
  using base::Fault;
  const auto words = [](Fault fault, const char* field) {
    return ui::finding_sentence(base::fail(fault, "for the log", field));
  };
  BOOST_TEST(says(words(Fault::conflict, "state"), "Tidak ada yang berubah."));
  BOOST_TEST(says(words(Fault::conflict, "running"), "Tunggu hasilnya."));
  BOOST_TEST(says(words(Fault::conflict, "user_id"), "terima dengan alasan"));
  BOOST_TEST(says(words(Fault::invalid, "user_name"), "Pilih user ID"));
  BOOST_TEST(!says(words(Fault::forbidden, ""), "for the log"));
}

BOOST_AUTO_TEST_SUITE_END()
