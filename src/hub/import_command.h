// `siaga-hub import people FILE`: the same preview and the same rows as at a console, while the hub isn't running.
// Thread: start-up. Errors: those of hub/people_import.h; not_found, conflict (`field` "as": whose name it is done in).
#pragma once

#include "base/clock.h"
#include "hub/people_import.h"

#include <string>

namespace siaga::hub {

struct ImportWish {
  std::string file;  ///< its bytes
  std::string as;    ///< e-mail or NRP of who answers for it; empty: the one system administrator, when there is one
  bool write = false;
};

struct ImportReport {
  protocol::ImportPreview preview;
  protocol::ImportOutcome outcome;  ///< nothing was written unless it was wished
  domain::Person by;
};

/// In whose name something is done at the hub's own machine: who has this login, or (empty) the one system
/// administrator of everything.
base::Result<base::Id> who_answers(store::Database& database, const std::string& login, base::Instant now);

/// All rows in one transaction.
base::Result<ImportReport> import_people(store::Database& database, const base::Clock& clock, const ImportWish& wish);

/// The rows that can't be taken, as a table that opens in a spreadsheet: line, column, problem, value.
std::string problems_as_csv(const protocol::ImportPreview& preview);

}  // namespace siaga::hub
