// One attempt in an application by its connector. Success is only what the application shows when it is read again, not
// what it answers (R37).
// Thread: blocks its caller.
#pragma once

#include "domain/user_id_case.h"
#include "hub/connector.h"

namespace siaga::hub {

/// Errors: those of the connector; conflict: the application has shown the contrary, or never heard of this user ID.
/// `detail` is one of a few English sentences, or the connector's, and is kept as why the attempt failed.
base::Result<void> attempt_by(Connector& connector, domain::CaseKind kind, const domain::UserId& user_id,
                              const std::atomic<bool>& stopping);

}  // namespace siaga::hub
