// A spreadsheet of user IDs into the logbook (issue 5, R39): what a file would do to the logbook as it is, and doing
// it. Each row becomes one entry user_id.listed by whoever imports: it says what the file said, and names the file by
// its SHA-256; nothing claims that the hub had closed anything. One that is active though its last working day is over
// gets a case, which Support asks the team leader about (R36). Nothing of a file is kept between preview and import.
// Thread: that of the database that is handed in. Errors: those of intake/user_id_file.h; StoreFailure is thrown.
#pragma once

#include "hub/account.h"
#include "hub/case_book.h"
#include "protocol/user_id_import.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace siaga::hub {

/// Rows of one commit: an alarm that comes in between waits for no more than these.
inline constexpr std::size_t ledger_rows_at_once = 50;

/// Reads only.
base::Result<protocol::LedgerPreview> preview_ledger(store::Database& database, const Account& by,
                                                     std::string_view file, base::Instant at);

/// Writes the new rows. One that the logbook has got meanwhile, or that isn't theirs to write any more, is left out,
/// and told. `sha256`: of the file.
void keep_ledger_rows(store::Ledger& ledger, const Account& by, const case_book::Hand& hand,
                      std::span<const domain::LedgerRow> rows, const base::Sha256& sha256,
                      protocol::LedgerOutcome& outcome);

}  // namespace siaga::hub
