// User IDs of the demonstration organisation: an application, whose user IDs a person closes by hand, some agents, and
// cases in every state around today; and four invented people who work on them, password siaga-demo:
// support@contoh.id, teamleader@contoh.id, koordinator@contoh.id, dokumen@contoh.id.
// Thread: start-up.
#pragma once

#include "base/clock.h"
#include "store/database.h"

#include <string>

namespace siaga::hub {

/// In a unit of the west (WIB) if there is one, with the history that leads to `now`; nothing when there is no unit.
/// Errors: those of the store.
base::Result<void> load_demo_cases(store::Database& database, base::Instant now);

}  // namespace siaga::hub
