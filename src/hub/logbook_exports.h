// The logbook, or the report of R36, taken out: as PDF, XLSX or CSV, and beside it the signed .siaga-export that names
// the report's digest and the checkpoint printed on it, so that siaga-verify checks both. Made on a worker with a
// connection of its own, beside every query. Files are in the data folder's exports/<person>-<export>, for whoever made
// them, for an hour, and as long as they may read what it was made of; no backup has them. Thread: routes on the
// session's executor; forget_… any.
#pragma once

#include "hub/call.h"

#include <filesystem>

namespace siaga::hub::logbook_exports {

Answer make(Call& call);  // POST /api/v1/logbook/exports
Answer file(Call& call);  // GET /api/v1/logbook/exports/{id}/{name}

/// Deletes what is older than an hour (or younger than now: the clock was set).
void forget_old(const std::filesystem::path& data, base::Instant now);
void forget_all(const std::filesystem::path& data);

}  // namespace siaga::hub::logbook_exports
