// How R36 was met over months, on the wire: by month, by team leader, by application, and each breach with its cause.
// Decoders tolerate unknown members (a newer hub). Errors: Fault::invalid with a JSON pointer. Thread: any.
#pragma once

#include "base/clock.h"
#include "base/day.h"
#include "base/id.h"
#include "base/result.h"
#include "domain/sla.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

enum class SlaBy { month, team_leader, application };
std::string_view name_of(SlaBy by);  // month, team_leader, application
std::optional<SlaBy> sla_by(std::string_view name);

/// Whole months, both counted in, and what a bar of the chart is.
struct SlaSpan {
  std::chrono::year_month from, to;
  SlaBy by = SlaBy::month;

  friend bool operator==(const SlaSpan&, const SlaSpan&) = default;
};
/// "2026-06", "2026-11", "month": 1 to 24 months. Errors: invalid, with from, to or by in `field`.
base::Result<SlaSpan> read_sla_span(std::string_view from, std::string_view to, std::string_view by);
/// "2026-06"
std::string text_of(std::chrono::year_month month);

/// A bar of the chart.
struct SlaGroup {
  std::string name;  ///< "2026-11", a team leader's or an application's name; empty: nobody did it or ordered it
  std::uint64_t met = 0;
  std::uint64_t missed = 0;
  std::uint64_t median_seconds = 0;  ///< from the end of the last working day; of those that were closed
  std::uint64_t waiting = 0;         ///< as in SlaReport
};

struct SlaBreach {
  base::Id one;  ///< the case
  std::string user_name;
  std::string agent;
  std::string application;
  std::string leader;  ///< who did it, or in whose name it was done; may be empty
  std::string zone;    ///< of the case
  base::Instant deadline;
  std::optional<base::Instant> done_at;  ///< or withdrawn; nothing: still open
  std::uint64_t late_seconds = 0;        ///< until it was done, or until now
  domain::SlaCause cause = domain::SlaCause::unknown;
  std::string reason;          ///< why the last attempt before it failed; may be empty
  std::uint64_t failures = 0;  ///< attempts that failed
};

/// GET /api/v1/user-id-sla/report?from=2026-06&to=2026-11&by=month: user IDs whose deadline was in these months: those
/// that were confirmed closed, those that are still open though it has passed, and those that were withdrawn when it
/// had.
struct SlaReport {
  base::Instant at;  ///< the hub's clock
  SlaBy by = SlaBy::month;
  std::uint64_t met = 0;
  std::uint64_t missed = 0;
  std::uint64_t median_seconds = 0;
  std::vector<SlaGroup> groups;     ///< months in order, all of them; the others with most breaches first
  std::vector<SlaBreach> breaches;  ///< the newest deadline first, at most 1000
  bool more = false;                ///< there are more breaches, or cases, than are told
  /// Carried out in time as whoever did it says, the deadline is over, and no second person has looked: in neither of
  /// the other figures. A hub of before tells none.
  std::uint64_t waiting = 0;
};
std::string encode(const SlaReport& report);
base::Result<SlaReport> decode_sla_report(std::string_view json);

}  // namespace siaga::protocol
