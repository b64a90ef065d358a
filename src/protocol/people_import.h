// Importing people on the wire: what a file would do, and what came of it. The file itself goes as it is (text/csv).
// Decoders tolerate unknown members (a newer hub). Errors: Fault::invalid with a JSON pointer. Thread: any.
#pragma once

#include "base/result.h"
#include "domain/people_import.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

/// 200 of POST /api/v1/people-imports/preview: nothing is written.
struct ImportPreview {
  /// Of the file and of all that stands here, as 64 hexadecimal digits: who imports hands it back, so that what is
  /// written is what was seen, or nothing.
  std::string plan;
  domain::PeoplePlan people;
  std::vector<std::string> ignored;  ///< headings that mean nothing here
};

/// 200 of POST /api/v1/people-imports?plan=PLAN
struct ImportOutcome {
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::vector<domain::RowProblem> problems;  ///< rows that somebody else's change stopped meanwhile
};

std::string encode(const ImportPreview& preview);
std::string encode(const ImportOutcome& outcome);
base::Result<ImportPreview> decode_import_preview(std::string_view json);
base::Result<ImportOutcome> decode_import_outcome(std::string_view json);

}  // namespace siaga::protocol
