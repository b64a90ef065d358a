// What the report of R36 says: groups, breaches, causes, the months it covers. Without a window.
#include "ui/user_id/sla_report_words.h"

#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

using namespace siaga;
using domain::SlaCause;
using test::InIndonesian;

BOOST_AUTO_TEST_SUITE(sla_report_words)

BOOST_FIXTURE_TEST_CASE(a_group_says_its_figures, InIndonesian) {
  protocol::SlaReport report;
  report.by = protocol::SlaBy::month;
  protocol::SlaGroup group{"2026-11", 37, 1, 9600};
  BOOST_TEST(ui::sla_group_name(report, group) == "Nov 2026");
  BOOST_TEST(ui::sla_group_words(group) == "37 dari 38 tepat waktu · 1 lewat batas · median 2 j 40 m");
  group.waiting = 2;
  BOOST_TEST(ui::sla_group_words(group).ends_with("median 2 j 40 m · 2 belum dilihat orang kedua"));
  BOOST_TEST(ui::sla_group_words({}) == "tidak ada yang dinonaktifkan");
  report.by = protocol::SlaBy::team_leader;
  BOOST_TEST(ui::sla_group_name(report, {}) == "belum ada pelaksana");
  BOOST_TEST(ui::sla_group_name(report, {"2026-11", 0, 0, 0}) == "2026-11");
}

BOOST_FIXTURE_TEST_CASE(a_breach_says_its_cause_and_how_late, InIndonesian) {
  protocol::SlaBreach breach;
  breach.late_seconds = 3900;
  BOOST_TEST(ui::sla_late_words(breach) == "1 j 5 m, masih aktif");
  breach.done_at = base::Instant{};
  BOOST_TEST(ui::sla_late_words(breach) == "1 j 5 m");
  breach.cause = SlaCause::failed;
  breach.failures = 2;
  breach.reason = "aplikasi tidak menjawab";
  BOOST_TEST(ui::sla_cause_words(breach) == "dicoba sebelum batas tanpa hasil, gagal 2×: aplikasi tidak menjawab");
  std::set<std::string> causes;
  for (const auto cause : {SlaCause::recorded_late, SlaCause::requested_late, SlaCause::reopened, SlaCause::failed,
                           SlaCause::not_attempted, SlaCause::unknown}) {
    breach.cause = cause;
    causes.insert(ui::sla_cause_words(breach));
  }
  BOOST_TEST(causes.size() == 6u);
}

BOOST_FIXTURE_TEST_CASE(what_is_taken_out_says_its_months, InIndonesian) {
  const auto words = [](const char* from, const char* to, const char* by) {
    return ui::sla_span_words(protocol::read_sla_span(from, to, by).value());
  };
  BOOST_TEST(words("2026-06", "2026-11", "month") == "Jun 2026 – Nov 2026, per bulan");
  BOOST_TEST(words("2026-11", "2026-11", "team_leader") == "Nov 2026, per Team Leader");
  BOOST_TEST(words("2025-12", "2026-11", "application") == "Des 2025 – Nov 2026, per aplikasi");
}

BOOST_AUTO_TEST_CASE(the_first_of_the_months_is_counted_in_the_zone_of_the_reader) {
  const auto new_year = base::parse_rfc3339("2026-12-31T17:30:00Z").value();  // 00:30 in Jakarta, a year later
  BOOST_TEST(ui::first_month_of(new_year, "Asia/Jakarta", 1) == "2027-01");
  BOOST_TEST(ui::first_month_of(new_year, "Asia/Jakarta", 6) == "2026-08");
  BOOST_TEST(ui::first_month_of(new_year, "UTC", 12) == "2026-01");
}

BOOST_AUTO_TEST_SUITE_END()
