#include "domain/retention.h"

#include "support/time_of.h"

#include <boost/test/unit_test.hpp>

namespace siaga::domain {

namespace {

using test::time_of;

std::string last_day_kept(const char* closed, const char* zone) {
  return base::to_text(last_kept_day(time_of(closed), zone));
}
std::string refusal_of(const base::Result<void>& decided) { return decided ? "" : decided.error().field; }

}  // namespace

BOOST_AUTO_TEST_SUITE(retention)

BOOST_AUTO_TEST_CASE(two_years_are_counted_in_days_of_the_units_zone) {
  BOOST_TEST(last_day_kept("2026-11-22T16:59:59Z", "Asia/Jakarta") == "2028-11-22");
  BOOST_TEST(last_day_kept("2026-11-22T17:00:00Z", "Asia/Jakarta") == "2028-11-23");
  BOOST_TEST(last_day_kept("2026-11-22T16:00:00Z", "Asia/Makassar") == "2028-11-23");
  BOOST_TEST(last_day_kept("2026-11-22T15:00:00Z", "Asia/Jayapura") == "2028-11-23");
  BOOST_TEST(last_day_kept("2026-11-22T14:59:59Z", "Asia/Jayapura") == "2028-11-22");
  BOOST_TEST(last_day_kept("2026-11-22T23:59:59Z", "nowhere") == "2028-11-22");
  BOOST_TEST((kept_until(time_of("2026-11-22T10:00:00Z"), "Asia/Jakarta") == time_of("2028-11-23T00:00:00+07:00")));
}

BOOST_AUTO_TEST_CASE(a_leap_day_is_never_less_than_two_years) {
  BOOST_TEST(last_day_kept("2028-02-29T05:00:00Z", "Asia/Jakarta") == "2030-03-01");
  BOOST_TEST(last_day_kept("2028-02-28T05:00:00Z", "Asia/Jakarta") == "2030-02-28");
  BOOST_TEST(last_day_kept("2026-02-28T05:00:00Z", "Asia/Jakarta") == "2028-02-28");
  BOOST_TEST(last_day_kept("2026-02-28T17:00:00Z", "Asia/Jakarta") == "2028-03-01");
}

BOOST_AUTO_TEST_CASE(only_what_is_over_and_not_held_may_go) {
  const auto until = time_of("2028-11-23T00:00:00+07:00");
  BOOST_TEST(refusal_of(check_disposal({until}, until)) == "");
  BOOST_TEST(refusal_of(check_disposal({until}, until - std::chrono::microseconds{1})) == "keeping");
  BOOST_TEST(refusal_of(check_disposal({}, until)) == "keeping");
  BOOST_TEST(refusal_of(check_disposal({until, "perkara"}, until)) == "held");
  BOOST_TEST(refusal_of(check_disposal({until, {}, true}, until)) == "disposed");
  BOOST_TEST(refusal_of(check_hold({until})) == "");
  BOOST_TEST(refusal_of(check_hold({until, "perkara"})) == "held");
  BOOST_TEST(refusal_of(check_release({until, "perkara"})) == "");
  BOOST_TEST(refusal_of(check_release({until})) == "held");
  BOOST_TEST(refusal_of(check_release({until, "perkara", true})) == "disposed");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::domain
