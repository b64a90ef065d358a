// Ends the uploads that no phone will end: those whose last byte came just before the hub ended, and those whose phones
// have sent and asked nothing for limits.abandoned_after (a battery that died, a phone that was taken). Their bytes are
// finished as they are, so that they get digest, examination and previews like all others; recording.finished says
// `abandoned`. A phone that comes back after that is answered 410 and sends the whole clip as another recording
// (upload_desk.h). Silence is counted, not age: an upload may take days.
// Thread: coroutines on any executor of the runtime; disk and database elsewhere.
#pragma once

#include "hub/call.h"

#include <optional>

namespace siaga::hub {

/// Now, and again after each limits.abandoned_sweep until the hub drains. Faults are logged, the next sweep goes on.
asio::awaitable<void> sweep_uploads(Core& core);

/// Of everybody, or of one person. How many were ended. Errors: those of the store's readers.
asio::awaitable<base::Result<std::size_t>> end_abandoned(Core& core, std::optional<base::Id> person);

}  // namespace siaga::hub
