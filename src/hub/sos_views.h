// What is read about alarms: snapshot, one SOS with its timeline, history (R3), the officer's status. Queries on
// readers' connections, each of one moment.
// Thread: the session's executor; the builders on the thread of their Database.
#pragma once

#include "hub/call.h"
#include "protocol/view.h"

namespace siaga::hub::sos_views {

Answer snapshot(Call& call);  // GET /api/v1/snapshot
Answer page(Call& call);      // GET /api/v1/sos
Answer one(Call& call);       // GET /api/v1/sos/{id}
Answer status(Call& call);    // GET /api/v1/sos/{id}/status

protocol::SosStatus status_of(store::Database& database, const domain::Sos& sos);

}  // namespace siaga::hub::sos_views
