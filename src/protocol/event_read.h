// An event that is part of something larger (a range, a timeline), and other pieces of views that several decoders
// read. Private to protocol/. Thread: any.
#pragma once

#include "domain/user_id.h"
#include "protocol/event.h"
#include "protocol/json_reader.h"

#include <optional>

namespace siaga::protocol {

/// As it is sent by itself. One without a body was erased: its body is null, since {} would lack what its kind needs.
boost::json::value event_to_json(const Event& event);
/// Nothing when the kind is unknown to this program; faults of known kinds stay in the reader.
std::optional<Event> read_event(ObjectReader& reader);

/// A user ID inside a view (user_id_json.cpp).
domain::UserId read_user_id(ObjectReader reader);

}  // namespace siaga::protocol
