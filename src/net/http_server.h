// HttpServer: HTTP/1.1 over TLS, and WebSocket upgrades. A session is one coroutine on one thread of the Runtime.
// Framing is strict: whatever two parties might read differently (both lengths, folded headers, bare line ends,
// doubled Host …) is answered 400 and the connection closed.
// Owner: main. Thread: all members from any thread outside the Runtime's own.
#pragma once

#include "net/http_message.h"
#include "net/runtime.h"
#include "net/tls.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace siaga::net {

/// Runs on the session's thread; may await whatever resumes on that executor (asio::this_coro::executor).
/// The Request lives until the returned coroutine has ended. An exception is logged and answered 500.
using Handler = std::function<asio::awaitable<Response>(Request&)>;

class ServerState;

class HttpServer {
 public:
  struct Options {
    std::string address = "127.0.0.1";  ///< an IP address; "::" and "0.0.0.0" listen everywhere
    std::uint16_t port = 0;             ///< 0 takes any free one: see port()
    TlsIdentity identity;

    std::size_t head_bytes = 16 * 1024;                ///< request line and headers; more is answered 431
    std::chrono::milliseconds handshake_time{10'000};  ///< TLS
    std::chrono::milliseconds head_time{10'000};       ///< from a request's first byte to the end of its head; then cut
    std::chrono::milliseconds idle_time{60'000};       ///< between requests, and for a WebSocket that answers no ping
    std::chrono::milliseconds body_idle_time{30'000};  ///< without a byte of the body
    std::chrono::milliseconds body_grace{60'000};      ///< then a body must have come at `body_bytes_per_second`
    std::uint64_t body_bytes_per_second = 64;          ///< on average; less is a way to hold a connection, and cut
    std::chrono::milliseconds write_time{30'000};      ///< per piece of 64 KiB; see WebSocket::send for messages
    std::size_t connections = 8192;                    ///< more are closed at once
    /// Phones share addresses; more are closed at once. An IPv6 /64, which may be a whole site, may have half of all.
    std::size_t connections_per_address = 1024;

    /// The body of answers that net gives by itself (400, 417, 426, 431, 500, 505). Without it: plain text.
    /// Called on a session's thread; must be safe from several.
    std::function<Response(unsigned status, const base::Error& why)> fault_answer;
  };

  struct Counts {
    std::uint64_t connections = 0;  ///< open now
    std::uint64_t accepted = 0;     ///< since the start
    std::uint64_t refused = 0;      ///< over a limit
    std::uint64_t requests = 0;     ///< handed to the handler
    std::uint64_t websockets = 0;   ///< open now
  };

  /// Errors: invalid (address, identity), unavailable (port taken or not allowed).
  static base::Result<std::unique_ptr<HttpServer>> listen(Runtime& runtime, Options options, Handler handler);

  explicit HttpServer(std::shared_ptr<ServerState> state);  // made by listen only
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  /// Stops accepting and cuts every connection. Handlers that are running still end by themselves, on their threads:
  /// stop the Runtime before what they refer to goes away.
  ~HttpServer();

  std::uint16_t port() const;
  Counts counts() const;

  /// Shows this certificate to whoever connects from now on; connections that are open go on with theirs.
  /// Errors: invalid (the identity); then nothing has changed.
  base::Result<void> renew(const TlsIdentity& identity);

  /// Closes the listening socket, then lets running requests end (answered with Connection: close), closes idle
  /// connections and WebSockets (1001), waits up to `grace` and cuts the rest. True when nothing had to be cut. Blocks
  /// its caller.
  bool drain(std::chrono::milliseconds grace);

 private:
  void stop_accepting();

  std::shared_ptr<ServerState> state_;
  std::uint16_t port_;
};

}  // namespace siaga::net
