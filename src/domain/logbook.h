// Which kinds of events are entries of the logbook of user IDs (R39): each of these says a number, 1, 2, 3 … without
// gaps, and the commitment of the entry before it. Pure; any thread.
#pragma once

#include <string_view>

namespace siaga::domain {

/// By the kind's name in the journal; a newer program's kinds follow the same rule.
bool is_logbook_entry(std::string_view kind);

}  // namespace siaga::domain
