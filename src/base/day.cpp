#include "base/day.h"

#include <fmt/format.h>

#include <algorithm>

namespace siaga::base {

Result<Day> parse_day(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-dd";
  const auto fits = [](char wanted, char found) {
    return wanted == 'd' ? found >= '0' && found <= '9' : wanted == found;
  };
  if (!std::ranges::equal(shape, text, fits)) return fail(Fault::invalid, "a day is written 2026-11-21");
  const auto number = [text](std::size_t from, std::size_t count) {
    int value = 0;
    for (const char digit : text.substr(from, count)) value = value * 10 + (digit - '0');
    return value;
  };
  const Day day{std::chrono::year{number(0, 4)}, std::chrono::month{static_cast<unsigned>(number(5, 2))},
                std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  if (!day.ok() || day.year() < std::chrono::year{1970}) return fail(Fault::invalid, "there is no such day");
  return day;
}

std::string to_text(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

}  // namespace siaga::base
