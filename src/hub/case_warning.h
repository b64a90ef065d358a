// Who hears of a case whose deadline comes near, and the mail that they get (R36, R41): team leaders and their deputies
// of the unit; the coordinator when it becomes grave, or when there is no team leader. Once it was carried out, those
// who may look what was done, and not who did it.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/person.h"
#include "domain/user_id_case.h"
#include "hub/mail_texts.h"
#include "store/database.h"

#include <vector>

namespace siaga::hub {

/// Each once.
std::vector<domain::Person> heard_by(store::Database& database, const base::Id& unit, bool coordinators,
                                     base::Instant now);

/// Somebody acts as team leader there for one who is absent (R42).
bool has_deputy_leader(store::Database& database, const base::Id& unit, base::Instant now);

MailText case_warning_mail(const domain::UserIdCase& one, const domain::UserId& user_id, const std::string& application,
                           domain::CaseWarning warning);

/// A mail each, to be sent by the outbox. `at`: the hub's clock.
void mail_warning(store::Database& database, const domain::UserIdCase& one, domain::CaseWarning warning,
                  base::Instant at);

}  // namespace siaga::hub
