// A table as a PDF on A4, landscape, over cairo and pango: each page bears title, number, revision, effective date, its
// own number of all, the mark of a controlled copy and the checkpoint; the signatures are on the last one. Text is
// shown as it is: nothing in it is markup, right-to-left and any script that the machine has a font for are set as they
// must be, long text wraps. Thread: blocks its caller; several at once. Memory: that of a page, and some bytes a page.
#pragma once

#include "report/document.h"

#include <filesystem>

namespace siaga::report {

/// The file is there and synced, or it isn't there at all. Reads the rows twice. Errors: those of `rows`; conflict (the
/// second time they weren't the same), storage_full, internal.
base::Result<void> write_pdf(const std::filesystem::path& file, const Document& document, const Words& words,
                             Rows& rows);

}  // namespace siaga::report
