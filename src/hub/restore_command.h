// `siaga-hub restore`: a backup into a new data folder. Every byte is checked before anything is written. The database
// gets its name last, so a restore that broke off leaves no hub; it goes on in a new epoch, which tells consoles that
// what they saw after the backup may be lost, and its journal says so (hub.restored). Nobody is signed in there and it
// makes itself a new certificate.
// Thread: blocks its caller.
#pragma once

#include "base/clock.h"
#include "hub/watch.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace siaga::hub {

struct RestoreDone {
  std::uint64_t last_seq = 0;  ///< the backup's newest event
  base::Instant made_at;       ///< the backup
  std::uint64_t bytes = 0;
  std::vector<std::string> damage{};  ///< what was wrong with the hub's recordings when the backup was made
};

/// Errors: conflict (`field` "to": the folder isn't empty), not_found (`field` "from": no backup, or half of one),
/// corrupt (`detail` names the first damaged file; nothing was written), unsupported, forbidden (`to`), storage_full,
/// unavailable with `field` "stopped", internal. After each of them `data` is as it was.
base::Result<RestoreDone> restore(const std::filesystem::path& backup, const std::filesystem::path& data,
                                  const base::Clock& clock, const Watch& watch);

}  // namespace siaga::hub
