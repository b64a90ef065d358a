// What document control does in the logbook (R39): corrects by a new entry, holds and releases, signs a period off,
// disposes of what is over. Each decides on the store thread and is an entry itself; a berita acara that is printed to
// be signed is an event. Nothing here is as urgent as an
// alarm: Priority::normal.
// Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::logbook_desk {

Answer correct(Call& call);   // POST /api/v1/logbook/{id}/correct
Answer hold(Call& call);      // POST /api/v1/logbook/{id}/hold
Answer release(Call& call);   // POST /api/v1/logbook/{id}/release
Answer dispose(Call& call);   // POST /api/v1/logbook/dispose
Answer draft(Call& call);     // POST /api/v1/logbook/dispose/draft
Answer sign_off(Call& call);  // POST /api/v1/logbook/sign-off

}  // namespace siaga::hub::logbook_desk
