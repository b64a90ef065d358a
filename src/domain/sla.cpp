#include "domain/sla.h"

#include <algorithm>
#include <array>

namespace siaga::domain {

namespace {
constexpr std::array<std::string_view, sla_cause_count> sla_causes{
    "recorded_late", "requested_late", "reopened", "failed", "not_attempted", "unknown", "withdrawn"};
}

std::string_view name_of(SlaCause cause) { return sla_causes[static_cast<std::size_t>(cause)]; }

std::optional<SlaCause> sla_cause(std::string_view name) {
  const auto found = std::ranges::find(sla_causes, name);
  if (found == sla_causes.end()) return std::nullopt;
  return static_cast<SlaCause>(found - sla_causes.begin());
}

SlaCause cause_of_breach(const UserIdCase& one, std::span<const SlaAttempt> attempts) {
  if (!one.deadline) return SlaCause::unknown;
  const auto in_time = [&](const SlaAttempt& attempt) { return attempt.begun_at < *one.deadline; };
  if (one.withdrawn_at) return SlaCause::withdrawn;
  if (one.opened_at >= *one.deadline) return SlaCause::recorded_late;
  if (!one.requested_at || *one.requested_at >= *one.deadline) return SlaCause::requested_late;
  const bool worked =
      std::ranges::any_of(attempts, [&](const auto& attempt) { return in_time(attempt) && attempt.done; });
  if (worked) return one.reopened > 0 ? SlaCause::reopened : SlaCause::unknown;
  if (std::ranges::any_of(attempts, in_time)) return SlaCause::failed;
  return SlaCause::not_attempted;
}

}  // namespace siaga::domain
