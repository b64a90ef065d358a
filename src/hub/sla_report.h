// How R36 was met over months: by month, team leader or application, each breach with what stood in the way. A case
// counts in the month of its deadline and stays there: closed, open still, or withdrawn when it was over. Narrowed
// to the units that somebody may read. Thread: the route on the session's executor, the rest on that of the Database.
#pragma once

#include "hub/call.h"
#include "protocol/sla_report.h"

#include <optional>
#include <vector>

namespace siaga::hub::sla_report {

Answer month(Call& call);  // GET /api/v1/user-id-sla?month=2026-11
Answer read(Call& call);   // GET /api/v1/user-id-sla/report?from=2026-06&to=2026-11&by=month

struct Wish {
  protocol::SlaSpan span;
  std::string zone;                            ///< whose months
  std::optional<std::vector<base::Id>> units;  ///< nothing: all
  base::Instant now;
};
protocol::SlaReport build(store::Database& database, const Wish& wish);

}  // namespace siaga::hub::sla_report
