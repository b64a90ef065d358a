// Desk of bringing a spreadsheet of user IDs into the logbook: first what a file would do, then doing exactly that.
// Thread: the session's executor; files are read on a reader's thread, rows are decided on the store thread.
#pragma once

#include "hub/call.h"

namespace siaga::hub::user_id_import_desk {

Answer preview(Call& call);  // POST /api/v1/user-ids/import/preview
/// POST /api/v1/user-ids/import?plan=DIGEST: 409, field "plan", when anything differs by now.
Answer carry_out(Call& call);

}  // namespace siaga::hub::user_id_import_desk
