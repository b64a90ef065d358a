#include "ui/account/born_words.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <utility>

namespace siaga::ui {

std::optional<std::string> born_of(std::string_view written) {
  if (written.empty()) return std::string{};
  std::array<int, 3> figures{};
  const char* at = written.data();
  const char* end = at + written.size();
  for (std::size_t part = 0; part < figures.size(); ++part) {
    if (part > 0 && (at == end || std::string_view{"-/."}.find(*at++) == std::string_view::npos)) return std::nullopt;
    const auto [stop, fault] = std::from_chars(at, end, figures[part]);
    if (fault != std::errc{} || figures[part] < 1) return std::nullopt;
    at = stop;
  }
  if (figures[0] > 31) std::swap(figures[0], figures[2]);  // the year first
  const auto [day, month, year] = figures;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (at != end || year < 1000 || year > 9999 || !date.ok()) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string born_words(std::string_view kept) {
  if (kept.size() != 10 || kept[4] != '-' || kept[7] != '-') return std::string{kept};
  return fmt::format("{}-{}-{}", kept.substr(8, 2), kept.substr(5, 2), kept.substr(0, 4));
}

}  // namespace siaga::ui
