// Import of people: what a file would do to the directory as it is, and doing it. Nothing of a file is kept between the
// two: whoever imports sends it again with the plan's digest, and when anything differs by then nothing is written.
// Thread: that of the database that is handed in. Errors: those of intake; StoreFailure is thrown.
#pragma once

#include "hub/directory_changes.h"
#include "protocol/people_import.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace siaga::hub {

/// Rows of one commit: an alarm that comes in between waits for no more than these.
inline constexpr std::size_t import_rows_at_once = 50;

/// Reads only.
base::Result<protocol::ImportPreview> preview_import(store::Database& database, const Account& by,
                                                     std::string_view file, base::Instant at);

/// Writes new and changed rows, each with its events. One that somebody changed since the plan is left out, and told.
void keep_rows(store::Ledger& ledger, const directory_changes::Doer& by, std::span<const domain::ImportRow> rows,
               base::Instant at, protocol::ImportOutcome& outcome);

}  // namespace siaga::hub
