// Where applications and the logbook differ: the list, and what people decide about it: a case, or a reason why it is
// right so. Narrowed to the units that somebody may read.
// Thread: the session's executor; reading on readers, decisions on the store thread.
#pragma once

#include "domain/user_id.h"
#include "hub/call.h"
#include "protocol/finding.h"

#include <vector>

namespace siaga::hub::finding_desk {

Answer page(Call& call);       // GET /api/v1/findings
Answer open_case(Call& call);  // POST /api/v1/findings/{id}/open-case: 201 or 200 with the case
Answer accept(Call& call);     // POST /api/v1/findings/{id}/accept

/// When an application was last read, for this person. Thread: that of the Database.
protocol::ReconciliationView run_of(store::Database& database, Core& core, const Account& account,
                                    const domain::Application& application);

}  // namespace siaga::hub::finding_desk
