// Whether an application's connector works, and reading all of its users now (user_id_desk.h keeps applications
// themselves). Thread: the session's executor; the check on a worker, reconciling by hub/reconciler.h.
#pragma once

#include "hub/call.h"

namespace siaga::hub::application_desk {

/// POST /api/v1/applications/{id}/check: 200 with a CheckView, whatever came of it. Errors: too_many (a check waits for
/// each of the workers).
Answer check(Call& call);
/// POST /api/v1/applications/{id}/reconcile: 202 as soon as it has begun; GET /api/v1/findings says when it has ended.
/// Errors: conflict ("running"), unsupported (manual: there is nothing to read).
Answer reconcile(Call& call);

}  // namespace siaga::hub::application_desk
