// What machines ask: is the hub up, and how much does it do. Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::health_desk {

Answer health(Call& call);   // GET /healthz
Answer metrics(Call& call);  // GET /metrics, from loopback only

}  // namespace siaga::hub::health_desk
