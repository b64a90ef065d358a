// Makes a new database and raises older ones. Thread: the caller's; before anybody else opens the file.
#pragma once

#include "store/database.h"

#include <string>

namespace siaga::store {

/// Marks our files in SQLite's header: "SIAG".
inline constexpr std::int64_t application_id = 0x53494147;

/// The version that this program writes.
std::int64_t newest_schema();

/// Looks and touches nothing. Errors: unsupported (newer, or somebody else's database).
base::Result<void> check_schema(Database& database);

/// One transaction for all steps. Throws StoreFailure.
void raise_schema(Database& database);

/// Half of every feed cursor: random per database.
std::string epoch(Database& database);
/// Another one, because this database was restored: cursors of the old one are no longer its own. Within a transaction.
void renew_epoch(Database& database);

}  // namespace siaga::store
