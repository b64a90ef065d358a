// Roles and how long they are held, as people say them. UTF-8. Thread: UI.
#pragma once

#include "domain/access.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::ui {

std::string role_name(domain::Role role);
/// What saving another unit leaves behind: `roles` for the old unit, which is called `unit`.
std::string roles_left_words(const std::string& roles, const std::string& unit);

/// What becomes of roles that wait for a second factor: it is to be set up, or (`has_factor`) to be shown.
std::string waiting_words(const std::vector<domain::Grant>& waiting, bool has_factor);

/// "31 Des 2026", the last day on which it counts when it ends with a day of `zone`; else the moment.
std::string last_day(base::Instant until, const std::string& zone);
/// "sejak 1 Mei 2026", "mulai 1 Mei 2027" when that is to come, with "s/d …" when it ends or has ended.
std::string held_words(const domain::Grant& grant, base::Instant now, const std::string& zone);

/// "1 Des 2026": the day of a moment in a zone.
std::string day_words(base::Instant at, const std::string& zone);

/// The day that somebody wrote, with -, / or .: "31-12-2026", "2026-12-31", from 2000 on. Nothing: no date.
std::optional<std::chrono::year_month_day> written_day(std::string_view written);
/// The end of the day that somebody wrote: "31-12-2026", "31/12/2026", "31.12.2026", "2026-12-31". Nothing: no date.
std::optional<base::Instant> end_of_day(std::string_view written, const std::string& zone);

}  // namespace siaga::ui
