// Reads an event that is part of something larger (a range, a timeline). Private to protocol/. Thread: any.
#pragma once

#include "protocol/event.h"
#include "protocol/json_reader.h"

#include <optional>

namespace siaga::protocol {

/// Nothing when the kind is unknown to this program; faults of known kinds stay in the reader.
std::optional<Event> read_event(ObjectReader& reader);

}  // namespace siaga::protocol
