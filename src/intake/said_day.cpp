#include "intake/said_day.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace siaga::intake {

namespace {

using Words = std::vector<std::string>;

/// Indonesian and English, in full and as people shorten them; the number is the month's.
constexpr std::array<std::pair<std::string_view, unsigned>, 39> month_words{
    {{"januari", 1},  {"january", 1},   {"jan", 1},      {"februari", 2},  {"pebruari", 2},  {"february", 2},
     {"feb", 2},      {"peb", 2},       {"maret", 3},    {"march", 3},     {"mar", 3},       {"april", 4},
     {"apr", 4},      {"mei", 5},       {"may", 5},      {"juni", 6},      {"june", 6},      {"jun", 6},
     {"juli", 7},     {"july", 7},      {"jul", 7},      {"agustus", 8},   {"august", 8},    {"agu", 8},
     {"agt", 8},      {"ags", 8},       {"aug", 8},      {"september", 9}, {"sept", 9},      {"sep", 9},
     {"oktober", 10}, {"october", 10},  {"okt", 10},     {"oct", 10},      {"november", 11}, {"nopember", 11},
     {"nov", 11},     {"desember", 12}, {"december", 12}}};
constexpr std::array<std::string_view, 2> more_decembers{"des", "dec"};
constexpr std::array<std::string_view, 15> weekdays{"senin",     "selasa",   "rabu",   "kamis",    "jumat",
                                                    "jum'at",    "sabtu",    "minggu", "monday",   "tuesday",
                                                    "wednesday", "thursday", "friday", "saturday", "sunday"};

Words split(std::string_view text, std::string_view at) {
  Words words;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(at), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string low_of(std::string_view text) {
  std::string low{text};
  for (auto& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return low;
}

/// Nothing unless it is one to four digits.
std::optional<unsigned> figure(std::string_view word) {
  if (word.empty() || word.size() > 4) return std::nullopt;
  unsigned value = 0;
  for (const char c : word) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

std::optional<unsigned> month_of(std::string_view word) {
  const auto found = std::ranges::find(month_words, word, [](const auto& known) { return known.first; });
  if (found != month_words.end()) return found->second;
  if (std::ranges::find(more_decembers, word) != more_decembers.end()) return 12u;
  return std::nullopt;
}

std::optional<base::Day> day_of(unsigned year, unsigned month, unsigned day) {
  const base::Day found{std::chrono::year{static_cast<int>(year)}, std::chrono::month{month}, std::chrono::day{day}};
  if (!found.ok() || year < 1900) return std::nullopt;
  return found;
}

/// Three figures that end with the year: the day stands first here, unless that can't be.
std::optional<SaidDay> in_figures(unsigned first, unsigned second, unsigned year) {
  SaidDay said;
  said.month_first = second > 12;
  const auto day = said.month_first ? day_of(year, first, second) : day_of(year, second, first);
  if (!day) return std::nullopt;
  said.day = *day;
  said.either_order = !said.month_first && first <= 12 && first != second;
  return said;
}

std::optional<SaidDay> from_parts(const Words& parts) {
  const auto plain = [](std::optional<base::Day> day) -> std::optional<SaidDay> {
    if (!day) return std::nullopt;
    return SaidDay{*day, {}, false, false};
  };
  const auto first = figure(parts[0]), second = figure(parts[1]), third = figure(parts[2]);
  if (first && second && third && parts[0].size() == 4) return plain(day_of(*first, *second, *third));
  if (!third || parts[2].size() != 4) return std::nullopt;
  if (first && second) return in_figures(*first, *second, *third);
  if (const auto month = month_of(parts[1]); first && month) return plain(day_of(*third, *month, *first));
  if (const auto month = month_of(parts[0]); second && month) return plain(day_of(*third, *month, *second));
  return std::nullopt;
}

/// "10:40", "10.40", "10:40:00". False for anything else.
bool read_time(const Words& rest, SaidDay& said) {
  if (rest.empty()) return true;
  const auto parts = split(rest.front(), ":.");
  if (rest.size() > 1 || parts.size() < 2 || parts.size() > 3) return false;
  constexpr std::array<unsigned, 3> limits{24, 60, 60};
  std::chrono::seconds time{0};
  for (std::size_t at = 0; at < 3; ++at) {
    const auto value = at < parts.size() ? figure(parts[at]) : std::optional{0u};
    if (!value || *value >= limits[at]) return false;
    time = time * 60 + std::chrono::seconds{*value};
  }
  if (time.count() > 0) said.time = time;
  return true;
}

}  // namespace

std::optional<SaidDay> said_day(std::string_view text) {
  auto low = low_of(text);
  if (low.size() > 10 && low[10] == 't' && low[4] == '-') low[10] = ' ';  // 2026-11-21T10:40:00
  auto words = split(low, " ,");
  if (!words.empty() && std::ranges::find(weekdays, words.front()) != weekdays.end()) words.erase(words.begin());
  if (words.empty()) return std::nullopt;
  auto parts = split(words.front(), "-/.");
  auto rest_at = words.begin() + 1;
  if (parts.size() == 1 && words.size() >= 3) {
    parts.assign(words.begin(), words.begin() + 3);
    rest_at = words.begin() + 3;
  }
  if (parts.size() != 3) return std::nullopt;
  auto said = from_parts(parts);
  if (!said || !read_time(Words(rest_at, words.end()), *said)) return std::nullopt;
  return said;
}

}  // namespace siaga::intake
