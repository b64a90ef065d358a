// One attempt in an application by its connector. Success is only what the application shows when it is read again, not
// what it answers (R37).
// Thread: blocks its caller.
#pragma once

#include "domain/user_id_case.h"
#include "hub/connector.h"

namespace siaga::hub {

/// Errors: those of the connector; conflict: the application has shown the contrary, or never heard of this user ID.
/// What people are told of it is failure_words (finding_words.h). `password`: of a user ID that is made.
base::Result<void> attempt_by(Connector& connector, domain::CaseKind kind, const domain::UserId& user_id,
                              const std::string& password, const std::atomic<bool>& stopping);

}  // namespace siaga::hub
