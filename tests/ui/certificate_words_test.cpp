// When and how a console warns that the hub's certificate comes to its end.
#include "ui/certificate_words.h"

#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;
using test::InEnglish;
using test::InIndonesian;

namespace {

const auto last = base::parse_rfc3339("2026-12-03T05:00:00Z").value();
constexpr auto day = 24h;

std::optional<ui::CertificateWarning> warned(base::Instant now) {
  return ui::certificate_warning(last, now, "Asia/Jakarta");
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(nothing_is_said_until_21_days_are_left, InIndonesian) {
  BOOST_TEST(!warned(last - 21 * day - 1s).has_value());
  BOOST_REQUIRE(warned(last - 21 * day).has_value());
  BOOST_TEST(warned(last - 21 * day)->head == "Sertifikat pusat berakhir 3 Des 2026 (21 hari lagi)");
}

BOOST_FIXTURE_TEST_CASE(the_day_and_what_to_do_are_said, InIndonesian) {
  const auto warning = warned(last - 11 * day - 3h).value();
  BOOST_TEST(warning.head == "Sertifikat pusat berakhir 3 Des 2026 (11 hari lagi)");
  BOOST_TEST(warning.rest.find("tidak dapat tersambung") != std::string::npos);
  BOOST_TEST(warning.rest.find("administrator") != std::string::npos);
  BOOST_TEST(!warning.urgent);
}

BOOST_FIXTURE_TEST_CASE(the_last_day_is_urgent_and_counted_in_hours, InIndonesian) {
  const auto warning = warned(last - 5h - 30min).value();
  BOOST_TEST(warning.urgent);
  BOOST_TEST(warning.head == "SERTIFIKAT PUSAT BERAKHIR 12:00:00 WIB (5 j 30 m lagi)");
  BOOST_TEST(!warned(last - day - 1s)->urgent);
  BOOST_TEST(warned(last - day)->urgent);
}

BOOST_FIXTURE_TEST_CASE(what_is_over_stays_said, InIndonesian) {
  const auto warning = warned(last + 3 * day).value();
  BOOST_TEST(warning.urgent);
  BOOST_TEST(warning.head == "SERTIFIKAT PUSAT SUDAH BERAKHIR 3 Des 2026 12:00:00 WIB");
  BOOST_TEST(warned(last)->head.starts_with("SERTIFIKAT PUSAT SUDAH BERAKHIR"));
}

BOOST_FIXTURE_TEST_CASE(english_counts_one_day_as_one, InEnglish) {
  BOOST_TEST(warned(last - day - 1h)->head == "The hub's certificate ends 3 Dec 2026 (1 day left)");
  BOOST_TEST(warned(last - 2 * day)->head == "The hub's certificate ends 3 Dec 2026 (2 days left)");
}
