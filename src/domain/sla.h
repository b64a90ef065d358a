// Why R36 was missed: what of a case's history stood in the way, from what was recorded and nothing else.
// Pure; any thread.
#pragma once

#include "domain/user_id_case.h"

#include <optional>
#include <span>
#include <string_view>

namespace siaga::domain {

/// Append only; the names are on the wire. In the order in which they are asked, `withdrawn` first of all: the first
/// that holds is the cause.
enum class SlaCause {
  recorded_late,   ///< the resignation came to the hub when the deadline was over
  requested_late,  ///< it was there, but the team leader was asked too late
  reopened,        ///< it had been closed in time and came back to life
  failed,          ///< attempts in time, none of which worked
  not_attempted,   ///< asked in time; nobody tried, and no order did, before the deadline
  unknown,
  withdrawn,  ///< taken back when the deadline was over: until then it was a breach
};
inline constexpr std::size_t sla_cause_count = 7;
std::string_view name_of(SlaCause cause);
std::optional<SlaCause> sla_cause(std::string_view name);

/// One go at it, as far as the cause is concerned.
struct SlaAttempt {
  base::Instant begun_at;
  bool done = false;
};
/// Of a case that was closed or withdrawn after its deadline, or is still open then. `attempts`: all of them.
SlaCause cause_of_breach(const UserIdCase& one, std::span<const SlaAttempt> attempts);

}  // namespace siaga::domain
