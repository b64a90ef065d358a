// `siaga-hub verify`: is everything in a data folder or a backup what it should be: the database and its journal
// (store/integrity.h), each recording against its SHA-256, in a backup each file against the manifest.
// A data folder may be checked beside the hub that works in it.
// Thread: blocks its caller. Changes nothing.
#pragma once

#include "hub/manifest.h"
#include "hub/watch.h"

#include <filesystem>
#include <string>
#include <vector>

namespace siaga::hub {

/// An English sentence each; empty: nothing is wrong.
using Faults = std::vector<std::string>;

/// Errors: not_found (no database there), unsupported (made by a newer program), unavailable with `field` "stopped".
base::Result<Faults> faults_of_data(const std::filesystem::path& data, const Watch& watch);
/// Errors: the same; not_found: no backup, or half of one.
base::Result<Faults> faults_of_backup(const std::filesystem::path& backup, const Watch& watch);

/// What stands in the way of a restore: files that aren't those of the manifest, a database that is damaged or isn't
/// the manifest's. Recordings that were damaged before the backup was made don't. Errors: as above.
base::Result<Faults> faults_of_files(const std::filesystem::path& backup, const Manifest& manifest, const Watch& watch);

}  // namespace siaga::hub
