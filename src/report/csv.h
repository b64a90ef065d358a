// A table as CSV (RFC 4180): UTF-8 without a mark, CR LF, quotes where they are needed; the columns' titles first. What
// a spreadsheet would take for a formula gets an apostrophe before it and is text there (OWASP, "CSV Injection"); a
// number in a column of numbers doesn't. Of the document only the columns are in it: the rest is in its manifest.
// Thread: blocks its caller. Memory: a row.
#pragma once

#include "report/document.h"

#include <filesystem>

namespace siaga::report {

/// The file is there and synced, or it isn't there at all. Errors: those of `rows` and of base::File.
base::Result<void> write_csv(const std::filesystem::path& file, const Document& document, Rows& rows);

}  // namespace siaga::report
