// When and how a console warns that its session comes to its end.
#include "ui/sign_in/session_limit_words.h"

#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;
using test::InIndonesian;

namespace {

const auto session_ends = base::parse_rfc3339("2026-12-03T05:00:00Z").value();

std::optional<ui::SessionLimitWarning> limit_warned(base::Instant now, bool watches = true) {
  return ui::session_limit_warning(session_ends, now, "Asia/Jakarta", watches);
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(nothing_is_said_until_the_session_has_half_an_hour_left, InIndonesian) {
  BOOST_TEST(!limit_warned(session_ends - 30min - 1s).has_value());
  BOOST_REQUIRE(limit_warned(session_ends - 30min).has_value());
  BOOST_TEST(limit_warned(session_ends - 30min)->head == "Sesi Anda berakhir pukul 12:00:00 WIB (30 menit lagi)");
}

BOOST_FIXTURE_TEST_CASE(who_watches_alarms_hears_that_none_come_then, InIndonesian) {
  BOOST_TEST(limit_warned(session_ends - 90s)->head.find("(2 menit lagi)") != std::string::npos);
  BOOST_TEST(limit_warned(session_ends - 90s)->rest.find("alarm") != std::string::npos);
  BOOST_TEST(limit_warned(session_ends - 90s, false)->rest.find("alarm") == std::string::npos);
  BOOST_TEST(limit_warned(session_ends - 90s, false)->rest.find("Ctrl+Shift+Q") != std::string::npos);
  BOOST_TEST(limit_warned(session_ends + 5s)->head.find("(0 menit lagi)") != std::string::npos);
}
