// Private: an answer onto the wire, from memory or from a file, in pieces that each have a time limit.
// Thread: the session's.
#pragma once

#include "net/http_message.h"
#include "net/stream.h"

#include <chrono>
#include <string>

namespace siaga::net {

struct Writing {
  bool keep_alive = true;
  bool head_only = false;                   ///< an answer to HEAD
  std::chrono::milliseconds piece_time{0};  ///< per 64 KiB
};

/// False when the connection is of no more use: the peer is gone or too slow, or a file ended early.
/// An answer whose head is illegal is logged and replaced by an empty 500.
asio::awaitable<bool> write_response(TlsStream& stream, Response response, Writing how);

}  // namespace siaga::net
