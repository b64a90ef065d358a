// A table that somebody brings as the body of a request. Thread: the session's executor.
#pragma once

#include "hub/call.h"

#include <string>

namespace siaga::hub {

/// The file, as it is; one larger than intake::CsvLimits is refused unread. Errors: unsupported for another content
/// type than text/csv; too_large (`field` csv_bytes) as soon as its length is known.
asio::awaitable<base::Result<std::string>> read_table_body(Call& call);

}  // namespace siaga::hub
