// The key that this hub signs its log with: the secret in the data folder's keys/log (0600, in no backup), the
// statements about it and those before it in the table log_key. A restored hub finds the older keys and not their
// secret: it begins another log with another key, whose statement names the newest checkpoint that the backup had.
// Thread: start-up, or a command while no hub runs. Errors: invalid (a file that isn't a key), storage_full, internal;
// StoreFailure is thrown.
#pragma once

#include "base/clock.h"
#include "proof/key_chain.h"
#include "store/data_folder.h"
#include "store/database.h"

namespace siaga::hub {

/// The present key; made and stated where there is none for this database's epoch.
base::Result<proof::SigningKey> load_log_key(const store::DataFolder& folder, store::Database& database,
                                             base::Instant now);

/// Another key in its place: the old one signs the statement about it, and proof.key_rotated is journaled. A crash
/// leaves the old key or the new one, never neither.
base::Result<proof::SigningKey> rotate_log_key(const store::DataFolder& folder, store::Database& database,
                                               const base::Clock& clock);

/// Every key so far. Throws StoreFailure(corrupt) when a statement can't be read.
proof::KeyChain log_keys(store::Database& database);

}  // namespace siaga::hub
