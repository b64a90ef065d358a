// Days as people and their spreadsheets write them: 2026-11-21, 21/11/2026, "Sabtu, 21 November 2026", with a time
// behind them perhaps. A year has four digits; a bare number is no day. Pure; any thread.
#pragma once

#include "base/day.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace siaga::intake {

struct SaidDay {
  base::Day day{};                             ///< the day before the month, as Indonesia writes it
  std::optional<std::chrono::seconds> time{};  ///< since midnight; nothing: none, or midnight
  bool either_order = false;                   ///< 05/06/2026: month first would be another day
  bool month_first = false;                    ///< 11/21/2026: can't be read otherwise
};

/// Nothing for what is no day.
std::optional<SaidDay> said_day(std::string_view text);

}  // namespace siaga::intake
