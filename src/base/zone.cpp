#include "base/zone.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace siaga::base {

namespace {

constexpr std::array<std::string_view, 12> indonesian_months{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun",
                                                             "Jul", "Agu", "Sep", "Okt", "Nov", "Des"};
constexpr std::array<std::string_view, 12> english_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const date::time_zone* find_zone(std::string_view name) {
  try {
    return date::locate_zone(std::string{name});
  } catch (const std::runtime_error&) {  // unknown name, or a machine without a zone database
    return nullptr;
  }
}

struct Local {
  std::chrono::sys_seconds wall;  ///< what a clock on the wall shows, counted as if it were UTC
  std::string label;
};

Local local_time(Instant at, std::string_view zone) {
  const auto second = std::chrono::floor<std::chrono::seconds>(at);
  const auto* found = find_zone(zone);
  if (found == nullptr) return {second, "UTC"};
  const auto info = found->get_info(second);
  return {second + info.offset, info.abbrev};
}

std::string time_of_day(std::chrono::sys_seconds wall) {
  const std::chrono::hh_mm_ss time{wall - std::chrono::floor<std::chrono::days>(wall)};
  return fmt::format("{:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string date_of(std::chrono::sys_seconds wall, bool english) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(wall)};
  const auto& months = english ? english_months : indonesian_months;
  return fmt::format("{} {} {}", static_cast<unsigned>(day.day()), months[static_cast<unsigned>(day.month()) - 1],
                     static_cast<int>(day.year()));
}

}  // namespace

bool is_zone(std::string_view zone) { return find_zone(zone) != nullptr; }

std::string clock_time(Instant at, std::string_view zone) { return time_of_day(local_time(at, zone).wall); }

std::string clock_time_with_zone(Instant at, std::string_view zone) {
  const auto local = local_time(at, zone);
  return time_of_day(local.wall) + " " + local.label;
}

std::string date_time_with_zone(Instant at, std::string_view zone, bool english) {
  const auto local = local_time(at, zone);
  return fmt::format("{} {} {}", date_of(local.wall, english), time_of_day(local.wall), local.label);
}

std::string date_in_zone(Instant at, std::string_view zone, bool english) {
  return date_of(local_time(at, zone).wall, english);
}

Instant midnight(std::chrono::year_month_day day, std::string_view zone) {
  const Instant wall = std::chrono::sys_days{day};
  // The offset of about that time, then the one of that time itself.
  const auto offset = [zone](Instant at) {
    return local_time(at, zone).wall - std::chrono::floor<std::chrono::seconds>(at);
  };
  return wall - offset(wall - offset(wall));
}

std::string zone_label(Instant at, std::string_view zone) { return local_time(at, zone).label; }

std::string short_duration(std::chrono::microseconds length) {
  const auto total = std::max<std::int64_t>(0, std::chrono::floor<std::chrono::seconds>(length).count());
  const auto hours = total / 3600;
  const auto minutes = total / 60 % 60;
  const auto seconds = total % 60;
  if (hours > 0) return fmt::format("{}:{:02}:{:02}", hours, minutes, seconds);
  return fmt::format("{}:{:02}", minutes, seconds);
}

}  // namespace siaga::base
