// Desk of importing people: first what a file would do, then doing exactly that.
// Thread: the session's executor; files are read on a reader's thread, rows are decided on the store thread.
#pragma once

#include "hub/call.h"

namespace siaga::hub::people_import_desk {

Answer preview(Call& call);  // POST /api/v1/people-imports/preview
Answer carry_out(
    Call& call);  // POST /api/v1/people-imports?plan=DIGEST: 409, field "plan", when anything differs by now

}  // namespace siaga::hub::people_import_desk
