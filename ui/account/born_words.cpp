#include "ui/account/born_words.h"

#include "ui/directory/role_words.h"

#include <fmt/format.h>

namespace siaga::ui {

std::optional<std::string> born_of(std::string_view written) {
  if (written.empty()) return std::string{};
  const auto end = end_of_day(written, "UTC");
  if (!end) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(*end - std::chrono::microseconds{1})};
  return fmt::format("{:04}-{:02}-{:02}", int{day.year()}, unsigned{day.month()}, unsigned{day.day()});
}

std::string born_words(std::string_view kept) {
  if (kept.size() != 10 || kept[4] != '-' || kept[7] != '-') return std::string{kept};
  return fmt::format("{}-{}-{}", kept.substr(8, 2), kept.substr(5, 2), kept.substr(0, 4));
}

}  // namespace siaga::ui
