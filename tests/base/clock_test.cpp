#include "base/clock.h"

#include "support/fake_clock.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>

namespace {

using namespace siaga::base;
using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::sys_days;
using std::chrono::year;

Instant at(std::string_view text) { return parse_rfc3339(text).value(); }

struct UtcReading {
  const char* text;
  const char* as_utc;
};
std::ostream& operator<<(std::ostream& out, const UtcReading& reading) { return out << reading.text; }

constexpr std::array utc_readings{
    UtcReading{"2026-11-22T02:14:37.123456Z", "2026-11-22T02:14:37.123456Z"},
    UtcReading{"1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000Z"},
    UtcReading{"9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999Z"},
    UtcReading{"2026-11-22t02:14:37z", "2026-11-22T02:14:37.000000Z"},
    UtcReading{"2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000000Z"},
    UtcReading{"2000-02-29T12:00:00Z", "2000-02-29T12:00:00.000000Z"},
    UtcReading{"2026-11-22T09:14:37+07:00", "2026-11-22T02:14:37.000000Z"},
    UtcReading{"2026-11-22T05:59:37+05:45", "2026-11-22T00:14:37.000000Z"},
    UtcReading{"2026-12-31T20:30:00.5-03:30", "2027-01-01T00:00:00.500000Z"},
    UtcReading{"2026-11-22T02:14:37-00:00", "2026-11-22T02:14:37.000000Z"},
    UtcReading{"2026-11-22T02:14:37.1234569Z", "2026-11-22T02:14:37.123456Z"},
    UtcReading{"2026-11-22T02:14:37.000001Z", "2026-11-22T02:14:37.000001Z"},
    UtcReading{"1969-12-31T23:00:00-01:00", "1970-01-01T00:00:00.000000Z"},
    UtcReading{"2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z"},
    UtcReading{"2017-01-01T06:59:60.25+07:00", "2017-01-01T00:00:00.250000Z"},
};

constexpr std::array bad_texts{
    "",
    "2026-11-22",
    "2026-11-22T02:14:37",
    "2026-11-22 02:14:37Z",
    "2026-11-22T02:14Z",
    "2026-11-22T02:14:37.Z",
    "2026-11-22T02:14:37.1234567890Z",
    "2026-11-22T02:14:37,5Z",
    "2026-11-22T02:14:37Z ",
    " 2026-11-22T02:14:37Z",
    "2026-11-22T02:14:37Zjunk",
    "2026-13-22T02:14:37Z",
    "2026-00-22T02:14:37Z",
    "2026-02-29T02:14:37Z",
    "1900-02-29T02:14:37Z",
    "2026-04-31T02:14:37Z",
    "2026-11-00T02:14:37Z",
    "2026-11-22T24:00:00Z",
    "2026-11-22T02:60:00Z",
    "2026-11-22T02:14:61Z",
    "2026-11-22T02:14:60Z",
    "2026-11-22T02:14:37+7:00",
    "2026-11-22T02:14:37+0700",
    "2026-11-22T02:14:37+24:00",
    "2026-11-22T02:14:37+07:60",
    "2026-11-22T02:14:37+07",
    "+2026-11-22T02:14:37Z",
    "-026-11-22T02:14:37Z",
    "12026-11-22T02:14:37Z",
    "1969-12-31T23:59:59.999999Z",
    "1970-01-01T00:00:00+07:00",
    "9999-12-31T23:59:59-00:01",
    "2026-11-22T02:14:3\xd9\xa7Z",
};

}  // namespace

BOOST_DATA_TEST_CASE(reads_what_rfc_3339_allows, boost::unit_test::data::make(utc_readings)) {
  const auto read = parse_rfc3339(sample.text);
  BOOST_REQUIRE(read.has_value());
  BOOST_TEST(to_rfc3339(*read) == sample.as_utc);
}

BOOST_DATA_TEST_CASE(refuses_everything_else, boost::unit_test::data::make(bad_texts)) {
  const auto read = parse_rfc3339(sample);
  BOOST_REQUIRE(read.has_error());
  BOOST_CHECK(read.error().fault == Fault::invalid);
}

BOOST_AUTO_TEST_CASE(refuses_a_nul_in_the_middle) {
  constexpr std::string_view text{"2026-11-22T02:14:37\0Z", 21};
  BOOST_TEST(parse_rfc3339(text).has_error());
}

BOOST_AUTO_TEST_CASE(counts_microseconds_since_1970) {
  BOOST_TEST(at("1970-01-01T00:00:01.000002Z").time_since_epoch().count() == 1'000'002);
  BOOST_CHECK(at("2024-02-29T00:00:00Z") == sys_days{year{2024} / 2 / 29});
}

BOOST_AUTO_TEST_CASE(writes_six_decimals_and_reads_them_back) {
  const Instant moment = Instant{sys_days{year{2026} / 11 / 22}} + 2h + 14min + 37s + 9us;
  BOOST_TEST(to_rfc3339(moment) == "2026-11-22T02:14:37.000009Z");
  BOOST_CHECK(at(to_rfc3339(moment)) == moment);
}

BOOST_AUTO_TEST_CASE(writes_a_moment_before_1970_without_borrowing_wrongly) {
  BOOST_TEST(to_rfc3339(Instant{-1us}) == "1969-12-31T23:59:59.999999Z");
}

BOOST_AUTO_TEST_CASE(system_clock_is_in_our_time) {
  const SystemClock clock;
  const auto first = clock.now();
  BOOST_CHECK(first > at("2024-01-01T00:00:00Z"));
  BOOST_CHECK(first < at("2200-01-01T00:00:00Z"));
}

BOOST_AUTO_TEST_CASE(fake_clock_moves_only_by_hand) {
  siaga::test::FakeClock clock{at("2026-11-22T00:00:00Z")};
  BOOST_CHECK(clock.now() == clock.now());
  clock.advance(90s);
  BOOST_TEST(to_rfc3339(clock.now()) == "2026-11-22T00:01:30.000000Z");
  clock.set(at("2026-01-01T00:00:00Z"));
  BOOST_TEST(to_rfc3339(clock.now()) == "2026-01-01T00:00:00.000000Z");
}
