// Bringing a spreadsheet of user IDs into the logbook, on the wire: what a file would do, and what came of it. The file
// itself goes as it is (text/csv). Decoders tolerate unknown members (a newer hub). Errors: Fault::invalid with a JSON
// pointer. Thread: any.
#pragma once

#include "base/digest.h"
#include "base/result.h"
#include "domain/user_id_import.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

struct LedgerColumnSaid {
  domain::LedgerColumn column = domain::LedgerColumn::row;
  std::string said;  ///< what stands above it
};
struct LedgerApplication {
  base::Id id;
  std::string name;
};

/// 200 of POST /api/v1/user-ids/import/preview: nothing is written.
struct LedgerPreview {
  /// Of the file and of all that stands here, as 64 hexadecimal digits: who imports hands it back, so that what is
  /// written is what was seen, or nothing.
  std::string plan;
  base::Sha256 sha256{};  ///< of the file: each entry names it
  std::size_t heading_line = 0;
  std::vector<LedgerColumnSaid> headings;  ///< as what each column was read
  std::vector<std::string> ignored;        ///< headings that mean nothing here
  std::vector<LedgerApplication> applications;
  domain::LedgerPlan ledger;
};

/// 200 of POST /api/v1/user-ids/import?plan=PLAN
struct LedgerOutcome {
  std::uint64_t added = 0;
  std::uint64_t first_book_no = 0, last_book_no = 0;  ///< 0: nothing was added
  std::vector<domain::LedgerRowProblem> problems;     ///< rows that somebody else's change stopped meanwhile
  std::uint64_t cases = 0;                            ///< opened, for those that should be closed by now
};

std::string encode(const LedgerPreview& preview);
std::string encode(const LedgerOutcome& outcome);
base::Result<LedgerPreview> decode_ledger_preview(std::string_view json);
base::Result<LedgerOutcome> decode_ledger_outcome(std::string_view json);

}  // namespace siaga::protocol
