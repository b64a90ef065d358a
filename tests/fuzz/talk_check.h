// What must hold of a WebSocket's side, given what its peer sent; the same for server and client.
#pragma once

#include "in_memory/exchange.h"
#include "plain_frames.h"
#include "property.h"

namespace siaga::fuzz {

/// `from_client`: the peer is the client.
inline void check_talk(const Talk& talk, std::string_view peer_sent, bool from_client) {
  const auto expected = read_plainly(peer_sent, from_client, longest_message);
  must(talk.messages == expected.messages, "exactly the whole texts are messages");
  must(talk.end.has_value(), "a talk ends");
  const auto ours = read_plainly(talk.said, !from_client, 1u << 30);
  must(ours.read == talk.said.size(), "what we say is frames, and nothing after the goodbye");
  must(ours.messages.empty() && ours.pings.empty(), "we say nothing unasked");
  must(ours.pongs == expected.pings, "each ping has its pong");
  must(ours.code == 0 || ours.goodbye, "our goodbye is well-formed");
  const bool late = expected.text_breaks_at_end && ours.code == 0;
  must(late || ours.code == expected.code, "the goodbye says why");
  if (expected.goodbye)
    must(talk.end->fault == base::Fault::unavailable && !talk.end->field.empty(), "a peer's goodbye is told");
}

}  // namespace siaga::fuzz
