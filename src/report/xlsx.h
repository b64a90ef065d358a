// A table as a spreadsheet (Office Open XML, over libxlsxwriter): a sheet with the rows, its head frozen and filtered,
// and a sheet that says what the document is. Nothing in it is a formula. Printed, it has the document's head and foot.
// Thread: blocks its caller. Memory: a row, whatever their number; the rows pass through a nameless file beside `file`.
#pragma once

#include "report/document.h"

#include <filesystem>

namespace siaga::report {

/// The file is there and synced, or it isn't there at all. Errors: those of `rows`; too_large (a sheet has room for
/// 1,048,575 rows and 16,384 columns), storage_full, internal.
base::Result<void> write_xlsx(const std::filesystem::path& file, const Document& document, const Words& words,
                              Rows& rows);

}  // namespace siaga::report
