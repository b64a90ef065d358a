#include "ui/directory/role_words.h"

#include "base/zone.h"
#include "ui/format.h"
#include "ui/text.h"

#include <array>
#include <charconv>
#include <utility>

namespace siaga::ui {
namespace {

bool in_english() { return tr("language|en") == "language|en"; }

std::string day_of(base::Instant at, const std::string& zone) { return base::date_in_zone(at, zone, in_english()); }

}  // namespace

std::string role_name(domain::Role role) {
  using enum domain::Role;
  switch (role) {
    case officer: return tr("Officer");
    case operator_: return tr("Operator");
    case supervisor: return tr("Supervisor");
    case coordinator: return tr("Coordinator");
    case team_leader: return tr("Team leader");
    case support: return tr("Support");
    case document_control: return tr("Document control");
    case numbering_officer: return tr("Numbering officer");
    case unit_operator: return tr("Unit operator");
    case unit_admin: return tr("Unit administrator");
    case head_of_unit: return tr("Head of unit");
    case owner: return tr("Owner");
    case auditor: return tr("Auditor");
    case system_administrator: return tr("System administrator");
  }
  return {};
}

std::string roles_left_words(const std::string& roles, const std::string& unit) {
  return tr(
      "Saved like this, they keep these roles for {} and hold none for the new unit: {}. \"Move to another unit…\" "
      "below ends them on a day and takes an officer's role along.",
      unit, roles);
}

std::string waiting_words(const std::vector<domain::Grant>& waiting, bool has_factor) {
  std::string roles;
  for (const auto& grant : waiting) roles += (roles.empty() ? "" : ", ") + role_name(grant.role);
  if (has_factor)
    return tr("{}: it counts once you have signed in again with your code. Until then you go on as before.", roles);
  return tr("{}: it counts once you have set one up. Until then you go on as before.", roles);
}

std::string last_day(base::Instant until, const std::string& zone) {
  const bool whole_day = base::clock_time(until, zone) == "00:00:00";
  if (whole_day) return day_of(until - std::chrono::microseconds{1}, zone);
  return base::date_time_with_zone(until, zone, in_english());
}

std::string held_words(const domain::Grant& grant, base::Instant now, const std::string& zone) {
  const auto from = day_of(grant.from, zone);
  if (!grant.until) return grant.from > now ? tr("from {}", from) : tr("since {}", from);
  if (*grant.until <= now) return tr("ended {}", last_day(*grant.until, zone));
  return tr("{} until {}", from, last_day(*grant.until, zone));
}

std::string day_words(base::Instant at, const std::string& zone) { return day_of(at, zone); }

std::optional<std::chrono::year_month_day> written_day(std::string_view written) {
  std::array<int, 3> figures{};
  const char* at = written.data();
  const char* end = at + written.size();
  for (std::size_t part = 0; part < figures.size(); ++part) {
    if (part > 0 && (at == end || std::string_view{"-/."}.find(*at++) == std::string_view::npos)) return std::nullopt;
    const auto [stop, fault] = std::from_chars(at, end, figures[part]);
    if (fault != std::errc{} || stop == at) return std::nullopt;
    at = stop;
  }
  if (at != end) return std::nullopt;
  if (figures[0] > 31) std::swap(figures[0], figures[2]);  // the year first
  const std::chrono::year_month_day day{std::chrono::year{figures[2]},
                                        std::chrono::month{static_cast<unsigned>(figures[1])},
                                        std::chrono::day{static_cast<unsigned>(figures[0])}};
  if (figures[0] < 1 || figures[1] < 1 || figures[2] < 2000 || figures[2] > 9000 || !day.ok()) return std::nullopt;
  return day;
}

std::optional<base::Instant> end_of_day(std::string_view written, const std::string& zone) {
  const auto day = written_day(written);
  if (!day) return std::nullopt;
  return base::midnight(std::chrono::sys_days{*day} + std::chrono::days{1}, zone);
}

}  // namespace siaga::ui
