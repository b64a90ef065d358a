// Is a database what it should be: SQLite's own checks of pages, indexes and references, and the journal recomputed:
// seq without gaps, time that never goes back, commitment and leaf of every event (design.md §2); and its tree against what
// was signed of it.
// Thread: blocks its caller; that of the Database. Reads every page.
#pragma once

#include "store/database.h"

#include <string>
#include <vector>

namespace siaga::store {

/// What is wrong, an English sentence each, some dozens at most; empty: nothing. A database that can't be read to its
/// end is an answer too, so nothing is thrown.
std::vector<std::string> faults_of(Database& database);

}  // namespace siaga::store
