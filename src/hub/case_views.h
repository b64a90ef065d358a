// Cases, user IDs and applications as people see them: lists by deadline, one with all that happened.
// Everything is narrowed to the units that somebody may read; what isn't for their eyes is answered like what doesn't
// exist. Thread: routes on the session's executor, reading on readers; the others on the thread of the Database.
#pragma once

#include "hub/call.h"
#include "protocol/user_id.h"
#include "store/letter_table.h"

namespace siaga::hub::case_views {

Answer page(Call& call);          // GET /api/v1/user-id-cases
Answer one(Call& call);           // GET /api/v1/user-id-cases/{id}
Answer user_ids(Call& call);      // GET /api/v1/user-ids
Answer applications(Call& call);  // GET /api/v1/applications

/// The case if they may do `action` in its unit. Errors: not_found when they may not even read it there, forbidden.
base::Result<domain::UserIdCase> visible_case(store::Database& database, const Account& account, const base::Id& id,
                                              domain::Action action = domain::Action::read_user_ids);

/// `whole`: with all attempts, letters and its timeline.
protocol::UserIdCaseView view_of(store::Database& database, domain::UserIdCase one, bool whole);
protocol::LetterView view_of(const store::letter_table::Row& row);

}  // namespace siaga::hub::case_views
