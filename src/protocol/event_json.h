// Events ↔ JSON. The body is encoded once, stored byte for byte and sent as stored (design.md §2).
// Errors of decoding: Fault::invalid with a JSON pointer. Thread: any; pure functions.
#pragma once

#include "protocol/event.h"

#include <string>
#include <string_view>

namespace siaga::protocol {

/// Exactly the members of this kind, in a fixed order.
std::string encode_body(EventKind kind, const EventBody& body);
base::Result<EventBody> decode_body(EventKind kind, std::string_view json);

/// {"seq","at","actor","on_behalf_of","kind","subject","unit","body":{…},"people":[…]}, `body_json` inserted as it is.
/// event.body is not looked at.
/// Reading one is part of reading a range or a timeline: event_read.h.
std::string encode_event(const Event& event, std::string_view body_json);

}  // namespace siaga::protocol
