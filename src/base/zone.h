// Time for people: a unit's zone with its Indonesian short name (WIB, WITA, WIT), and durations as people say them.
// Thread: any; the zone database is read once.
#pragma once

#include "base/clock.h"

#include <chrono>
#include <string>
#include <string_view>

namespace siaga::base {

// `zone` is an IANA name ("Asia/Jakarta"); an unknown one reads as UTC, and is labelled so.

/// Whether the machine's zone database has this name.
bool is_zone(std::string_view zone);

/// "02:14:37"
std::string clock_time(Instant at, std::string_view zone);
/// "02:14:37 WIB"
std::string clock_time_with_zone(Instant at, std::string_view zone);
/// "22 Nov 2026 02:14:37 WIB"; months as Indonesian short names (Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des)
/// or, with `english`, English ones.
std::string date_time_with_zone(Instant at, std::string_view zone, bool english = false);
/// "22 Nov 2026", months as above.
std::string date_in_zone(Instant at, std::string_view zone, bool english = false);
/// When this day begins there.
Instant midnight(std::chrono::year_month_day day, std::string_view zone);
/// WIB, WITA, WIT for the Indonesian zones, else the zone database's own abbreviation.
std::string zone_label(Instant at, std::string_view zone);

/// Ages and lengths in digits of equal width: "0:21", "41:12", "3:07:45". Negative counts as zero.
std::string short_duration(std::chrono::microseconds length);

}  // namespace siaga::base
