// One connection of src/net from its first byte to its end, in memory: what a peer's bytes make of it.
// The real HttpSession, RequestBody, WebSocket and HttpClient run here; only the stream below them is exchanged.
// Thread: one.
#pragma once

#include "base/result.h"
#include "net/http_message.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::fuzz {

/// Bytes of a peer, and how many of them arrive in one read.
struct Arriving {
  std::string bytes;
  std::size_t at_once = 64 * 1024;
};

/// A request that reached the handler.
struct Received {
  std::string target;
  net::Headers headers;
  std::optional<std::string> body;  ///< none when its framing broke or it ended early
};
struct Served {
  std::vector<Received> requests;
  std::string answers;
};
/// An HttpServer's session. The handler reads every body, unless the path is "/ignore".
Served serve(Arriving peer);

/// Text messages as WebSocket::read gave them, at most `longest_message` bytes each, and why there were no more.
struct Talk {
  std::vector<std::string> messages;
  std::optional<base::Error> end;  ///< none when the handshake failed
  std::string said;                ///< our frames
};
inline constexpr std::size_t longest_message = 1000;
/// The server's side, after a handshake without fault.
Talk serve_websocket(Arriving frames);
/// The client's side. "{accept}" in what the server says becomes the right key.
Talk open_websocket(Arriving answer);

/// HttpClient's reading of an answer to GET, at most `longest_answer` bytes of body.
inline constexpr std::size_t longest_answer = 4000;
base::Result<net::Response> ask(Arriving answer);

}  // namespace siaga::fuzz
