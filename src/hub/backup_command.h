// `siaga-hub backup`: a data folder, also of a hub that runs, copied to FOLDER/2026-11-22T14-02-11Z/. The database goes
// first; its copy decides which recordings belong to it and up to which byte, so both are of one moment. Files that
// the newest earlier backup in FOLDER has are linked to, after their bytes were read again. All of it grows in
// FOLDER/.partial, is synced, and gets its name at the end: whatever happens, half a backup never looks whole.
// Never in a backup: certificates and keys, the first start's code, who is signed in (store/backup.h).
// Thread: blocks its caller.
#pragma once

#include "base/clock.h"
#include "hub/watch.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace siaga::hub {

struct BackupWish {
  std::filesystem::path data;
  std::filesystem::path to;
  std::string program;  ///< version, for the manifest
};

struct BackupDone {
  std::filesystem::path folder;
  std::uint64_t bytes = 0;            ///< in all
  std::uint64_t bytes_linked = 0;     ///< of these the earlier backup already had
  std::vector<std::string> damage{};  ///< the hub's own recordings that aren't as they should be: kept as they are
};

/// The newest whole backup in a folder of backups; empty when there is none.
std::filesystem::path newest_backup(const std::filesystem::path& folder);

/// Errors: not_found (`field` "from": no database there), conflict (another backup writes to `to`), forbidden (`to`
/// can't be written), invalid (`to` is within the data), corrupt (the hub's database: nothing is kept), unsupported,
/// storage_full, unavailable with `field` "stopped", internal. After each of them nothing new is in `to`.
base::Result<BackupDone> back_up(const BackupWish& wish, base::Instant now, const Watch& watch);

}  // namespace siaga::hub
