// User IDs from the spreadsheet that a team kept until now, as CSV: where its heading stands (below a title, in two
// lines whose cells were merged), which column is which, Indonesian or English, and what can be said of a row by
// itself. What a row means to the logbook: domain/user_id_import.h. Pure; any thread. Errors: those of csv.h; invalid
// with field csv_heading (no line names columns for user ID, agent and status) or csv_heading_twice.
#pragma once

#include "domain/user_id_import.h"
#include "intake/csv.h"

#include <string>
#include <string_view>
#include <vector>

namespace siaga::intake {

/// As what a column was read.
struct LedgerHeading {
  domain::LedgerColumn column = domain::LedgerColumn::row;
  std::string said;  ///< what stands above it, cut to domain::longest_shown bytes
};

struct UserIdFile {
  std::size_t heading_line = 0;         ///< of the file, from 1: the last one of the heading
  std::vector<LedgerHeading> headings;  ///< in the order of the file
  std::vector<domain::LedgerCells> rows;
  std::vector<domain::LedgerRowProblem> problems;
  std::vector<std::string> ignored;  ///< headings that mean nothing here, cut as above
};

base::Result<UserIdFile> read_user_ids(std::string_view bytes);

}  // namespace siaga::intake
