// Days of the calendar as they are written in letters and stored: "2026-11-21". No zone: a day begins when
// base/zone.h says it does somewhere. Pure; any thread.
#pragma once

#include "base/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace siaga::base {

using Day = std::chrono::year_month_day;

/// Years 1970–9999. Errors: Fault::invalid, also for the 30th of February.
Result<Day> parse_day(std::string_view text);
std::string to_text(Day day);

}  // namespace siaga::base
