#include "base/zone.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>

namespace {

using namespace siaga::base;
using namespace std::chrono_literals;

Instant instant_of(std::string_view text) { return parse_rfc3339(text).value(); }

struct ZoneReading {
  const char* utc;
  const char* zone;
  const char* shown;
};
std::ostream& operator<<(std::ostream& out, const ZoneReading& reading) {
  return out << reading.utc << " in " << reading.zone;
}

constexpr std::array zone_readings{
    ZoneReading{"2026-11-22T02:14:37.999999Z", "Asia/Jakarta", "22 Nov 2026 09:14:37 WIB"},
    ZoneReading{"2026-11-22T02:14:37Z", "Asia/Pontianak", "22 Nov 2026 09:14:37 WIB"},
    ZoneReading{"2026-11-22T02:14:37Z", "Asia/Makassar", "22 Nov 2026 10:14:37 WITA"},
    ZoneReading{"2026-11-22T02:14:37Z", "Asia/Jayapura", "22 Nov 2026 11:14:37 WIT"},
    ZoneReading{"2026-12-31T17:00:00Z", "Asia/Jakarta", "1 Jan 2027 00:00:00 WIB"},
    ZoneReading{"2024-02-28T17:00:00Z", "Asia/Jakarta", "29 Feb 2024 00:00:00 WIB"},
    ZoneReading{"2026-05-01T00:00:00Z", "Asia/Kolkata", "1 Mei 2026 05:30:00 IST"},
    ZoneReading{"2026-08-17T00:00:00Z", "Asia/Kathmandu", "17 Agu 2026 05:45:00 +0545"},
    ZoneReading{"2026-10-17T00:00:00Z", "Etc/UTC", "17 Okt 2026 00:00:00 UTC"},
    ZoneReading{"2026-12-01T00:00:00Z", "America/St_Johns", "30 Nov 2026 20:30:00 NST"},
    // Amsterdam: the hour that doesn't exist and the one that comes twice.
    ZoneReading{"2026-03-29T00:59:59Z", "Europe/Amsterdam", "29 Mar 2026 01:59:59 CET"},
    ZoneReading{"2026-03-29T01:00:00Z", "Europe/Amsterdam", "29 Mar 2026 03:00:00 CEST"},
    ZoneReading{"2026-10-25T00:30:00Z", "Europe/Amsterdam", "25 Okt 2026 02:30:00 CEST"},
    ZoneReading{"2026-10-25T01:30:00Z", "Europe/Amsterdam", "25 Okt 2026 02:30:00 CET"},
    // Before 1988 Pontianak was in the middle zone.
    ZoneReading{"1987-12-31T00:00:00Z", "Asia/Pontianak", "31 Des 1987 08:00:00 WITA"},
    ZoneReading{"2026-12-25T00:00:00Z", "Mars/Olympus", "25 Des 2026 00:00:00 UTC"},
};

struct Length {
  std::chrono::microseconds length;
  const char* shown;
};
std::ostream& operator<<(std::ostream& out, const Length& length) { return out << length.shown; }

constexpr std::array lengths{
    Length{0us, "0:00"},          Length{999'999us, "0:00"}, Length{21s, "0:21"},
    Length{59s, "0:59"},          Length{60s, "1:00"},       Length{41min + 12s, "41:12"},
    Length{59min + 59s, "59:59"}, Length{1h, "1:00:00"},     Length{3h + 7min + 45s, "3:07:45"},
    Length{49h, "49:00:00"},      Length{-1us, "0:00"},      Length{-5h, "0:00"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_moment_is_shown_as_the_unit_sees_it, boost::unit_test::data::make(zone_readings)) {
  const std::string_view shown = sample.shown;
  const auto moment = instant_of(sample.utc);
  BOOST_TEST(date_time_with_zone(moment, sample.zone) == shown);
  const auto time = shown.substr(shown.find(':') - 2);
  BOOST_TEST(clock_time_with_zone(moment, sample.zone) == time);
  BOOST_TEST(clock_time(moment, sample.zone) == time.substr(0, 8));
  BOOST_TEST(zone_label(moment, sample.zone) == time.substr(9));
}

BOOST_AUTO_TEST_CASE(months_have_english_names_too) {
  BOOST_TEST(date_time_with_zone(instant_of("2026-05-01T00:00:00Z"), "Asia/Jakarta", true) ==
             "1 May 2026 07:00:00 WIB");
  BOOST_TEST(date_time_with_zone(instant_of("2026-08-01T00:00:00Z"), "Asia/Jakarta", true) ==
             "1 Aug 2026 07:00:00 WIB");
  BOOST_TEST(date_time_with_zone(instant_of("2026-10-01T00:00:00Z"), "Asia/Jakarta", true) ==
             "1 Oct 2026 07:00:00 WIB");
  BOOST_TEST(date_time_with_zone(instant_of("2026-12-01T00:00:00Z"), "Asia/Jakarta", true) ==
             "1 Dec 2026 07:00:00 WIB");
}

BOOST_AUTO_TEST_CASE(a_day_begins_when_the_zones_clocks_say_so) {
  using namespace std::chrono;
  const auto day = year_month_day{year{2026}, December, std::chrono::day{31}};
  BOOST_TEST((midnight(day, "Asia/Jakarta") == instant_of("2026-12-30T17:00:00Z")));
  BOOST_TEST((midnight(day, "Asia/Jayapura") == instant_of("2026-12-30T15:00:00Z")));
  BOOST_TEST((midnight(day, "UTC") == instant_of("2026-12-31T00:00:00Z")));
  BOOST_TEST(date_in_zone(midnight(day, "Asia/Jayapura"), "Asia/Jayapura") == "31 Des 2026");
  BOOST_TEST(date_in_zone(midnight(day, "Asia/Jayapura") - microseconds{1}, "Asia/Jayapura", true) == "30 Dec 2026");
}

BOOST_AUTO_TEST_CASE(what_is_no_zone_reads_as_utc_and_says_so) {
  for (const auto* bad : {"", "WIB", "Asia", "Asia/", "Mars/Olympus", "../../../etc/passwd", "/etc/localtime"})
    BOOST_TEST(clock_time_with_zone(instant_of("2026-05-01T01:02:03Z"), bad) == "01:02:03 UTC");
}

BOOST_AUTO_TEST_CASE(the_far_end_of_time_is_shown) {
  BOOST_TEST(date_time_with_zone(instant_of("9999-12-31T00:00:00Z"), "Asia/Jakarta") == "31 Des 9999 07:00:00 WIB");
  BOOST_TEST(date_time_with_zone(instant_of("1970-01-01T00:00:00Z"), "Asia/Jakarta") == "1 Jan 1970 07:00:00 WIB");
}

BOOST_DATA_TEST_CASE(durations_keep_their_width, boost::unit_test::data::make(lengths)) {
  BOOST_TEST(short_duration(sample.length) == sample.shown);
}
