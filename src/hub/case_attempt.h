// One attempt in an application by its connector. Success is only what the application shows when it is read again, not
// what it answers (R37).
// Thread: blocks its caller.
#pragma once

#include "domain/user_id_case.h"
#include "hub/connector.h"
#include "hub/secret_box.h"
#include "store/database.h"

#include <functional>

namespace siaga::hub {

/// Errors: those of the connector; conflict: the application has shown the contrary, or doesn't know this user ID
/// (`field` "unknown_user"). What people are told of it is failure_words (finding_words.h). `password`: of a user ID
/// that is made. `seen`: called before anything is changed, once the one that is to be closed was seen active.
base::Result<void> attempt_by(Connector& connector, domain::CaseKind kind, const domain::UserId& user_id,
                              const std::string& password, const std::function<void()>& seen,
                              const std::atomic<bool>& stopping);

/// What a reading shows of a case that somebody carried out by hand.
enum class CaseShown {
  as_wished,
  contrary,
  nobody,  ///< to be closed, and there is none of that name: gone, or typed wrongly all along
};
/// Errors: those of the connector: nothing is known.
base::Result<CaseShown> shown_by(Connector& connector, domain::CaseKind kind, const domain::UserId& user_id,
                                 const std::atomic<bool>& stopping);

/// What a connector needs, and what it is about. Thread: that of the Database. Errors of subject_of: not_found. Throws
/// StoreFailure.
struct CaseSubject {
  domain::UserIdCase one;
  domain::Application application;
  domain::UserId user_id;
  base::Result<std::string> secret;  ///< empty: none; an error: it can't be opened
};
base::Result<CaseSubject> subject_of(store::Database& database, const SecretBox& box, const base::Id& one);

}  // namespace siaga::hub
