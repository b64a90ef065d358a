// A copy of a database that a hub may be writing to all the while: SQLite's online backup, some pages at a time.
// It shows one moment, that of its beginning: a read transaction holds it, so no commit makes the copy begin anew and
// no commit waits; the WAL can't be emptied meanwhile. The copy knows nothing that lets anybody in: the rows of
// `secret_tables` are overwritten, then all that lives is written into a fresh file, so that no free page has a trace.
// Thread: blocks its caller. Room at the destination: twice the database.
#pragma once

#include "store/database.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace siaga::store {

/// What no backup keeps: who has these rows may act in somebody's name. Second factors are sealed with a key that isn't
/// in a backup either: after a restore people enrol again, instead of being locked out.
inline constexpr std::array<std::string_view, 8> secret_tables{"session",       "mail",          "reset_code",
                                                               "second_factor", "recovery_code", "application_secret",
                                                               "known_console", "first_password"};

/// Told after each step, in bytes; false: stop.
using CopyWatch = std::function<bool(std::uint64_t done, std::uint64_t whole)>;

/// Makes `to`, which must not exist, with the newest schema, without WAL, and synced; its name in the folder isn't.
/// Errors: not_found (no database there), unsupported (not ours, or newer), corrupt, storage_full, unavailable with
/// `field` "stopped" (the watch said so), internal. Files that it leaves then are `to` and names that begin with it.
base::Result<void> copy_database(const std::filesystem::path& from, const std::filesystem::path& to,
                                 const CopyWatch& watch);

/// Moves everything from the WAL into the file and does without one from now on, so that the file alone is the
/// database. Throws StoreFailure.
void leave_wal(Database& database);

}  // namespace siaga::store
