// What a console remembers of a hub from one run to the next: how far it had read its log, and the losses that nobody
// has confirmed yet. With it, a console that returns to a restored (older) hub says "mungkin hilang" instead of
// believing that nothing happened. Rule: FeedFsm compares the cursor with the first snapshot.
// The file may lag behind the screen by a second (it is written at heartbeats): a loss is then told up to that short.
// Thread: any, one at a time per file.
#pragma once

#include "console/model.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace siaga::console {

struct LastSeen {
  std::optional<protocol::Cursor> cursor;
  std::vector<Loss> unconfirmed;
};

/// `hub` as the person typed it; any text gives a harmless file name.
std::filesystem::path last_seen_file(const std::filesystem::path& folder, const std::string& hub);

/// An absent file is no memory: the console then starts as on its first day. So does an unreadable or corrupt one,
/// which is logged.
LastSeen load_last_seen(const std::filesystem::path& file);
/// Makes the folder. Errors: storage_full, internal.
base::Result<void> save_last_seen(const std::filesystem::path& file, const LastSeen& seen);

}  // namespace siaga::console
