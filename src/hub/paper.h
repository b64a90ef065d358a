// What the hub's reports on paper have in common: the head of a controlled document as it was asked for, and moments,
// days and lengths in words. In Indonesian, as the hub's mails are. Pure; any thread.
#pragma once

#include "base/day.h"
#include "protocol/logbook.h"
#include "report/document.h"

#include <optional>
#include <string>

namespace siaga::hub {

/// Everything but subtitle and columns; `title` when none was asked for. `by`: who makes it.
report::Document paper(const protocol::ExportCommand& wish, const std::string& title, const std::string& by,
                       const std::string& zone, base::Instant now, const protocol::SignedSize& checkpoint);

/// "22 Nov 2026"; empty for nothing.
std::string shown(std::optional<base::Day> day);
/// "22 Nov 2026 23:47 WIB"
std::string shown(std::optional<base::Instant> at, const std::string& zone);
/// "16 jam 5 mnt", whichever way it points.
std::string shown_length(std::int64_t seconds);

}  // namespace siaga::hub
