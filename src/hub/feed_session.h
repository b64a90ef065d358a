// One reader of the feed: a read loop that keeps the socket alive and a write loop that sends ranges, positions and a
// heartbeat each second. What it sends is decided by the session's person alone. Thread: the socket's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::feed_session {

Answer open(Call& call);  // GET /api/v1/feed?after=EPOCH:SEQ, upgraded to a WebSocket

inline constexpr std::uint16_t close_session_ended = 4401;
inline constexpr std::uint16_t close_lost = 4409;
/// The reason of 4401 for a session that isn't over, and lacks the second factor that its person's roles need now.
inline constexpr const char* lacks_factor = "second_factor";

}  // namespace siaga::hub::feed_session
