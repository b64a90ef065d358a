// `siaga-hub import user-ids FILE`: the same preview and the same rows as at a console, while the hub isn't running.
// Thread: start-up. Errors: those of hub/user_id_import.h; not_found, conflict, forbidden (`field` "as": whose name it
// is done in).
#pragma once

#include "base/clock.h"
#include "hub/user_id_import.h"

#include <string>

namespace siaga::hub {

struct LedgerWish {
  std::string file;  ///< its bytes
  std::string as;    ///< e-mail or NRP of who answers for it; empty: the one who keeps the logbook, when there is one
  bool write = false;
};

struct LedgerReport {
  protocol::LedgerPreview preview;
  protocol::LedgerOutcome outcome;  ///< nothing was written unless it was wished
  domain::Person by;
};

/// All rows in one transaction.
base::Result<LedgerReport> import_user_ids(store::Database& database, const base::Clock& clock, const LedgerWish& wish);

/// The rows that can't be taken, as a table that opens in a spreadsheet: line, column, problem, value.
std::string problems_as_csv(const protocol::LedgerPreview& preview);

}  // namespace siaga::hub
