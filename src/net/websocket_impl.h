// Private: a WebSocket's inside, shared by both sides.
// Owner: the WebSocket and each of its running operations. Thread: its executor.
#pragma once

#include "net/http_message.h"
#include "net/stream.h"
#include "net/websocket.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace siaga::net {

struct WebSocketTimes {
  std::chrono::milliseconds idle{60'000};   ///< without a sign of life, pings included
  std::chrono::milliseconds write{30'000};  ///< per message, plus a second for each 8 KiB
};

struct WebSocket::Impl : std::enable_shared_from_this<WebSocket::Impl> {
  /// Without compression: it is never offered, and a stranger's bytes need no inflating.
  using Stream = beast::websocket::stream<TlsStream, false>;

  Impl(TlsStream stream, WebSocketTimes limits);

  /// The server's half of the handshake; the request's head has been read.
  asio::awaitable<bool> accept(const http::request<http::buffer_body>& request, Headers extra);
  /// The client's half. Errors as in websocket_client.h.
  asio::awaitable<base::Result<void>> ask(std::string host, std::string target, Headers extra);

  asio::awaitable<base::Result<void>> send(std::vector<std::shared_ptr<const std::string>> pieces);
  asio::awaitable<base::Result<std::string>> read(std::size_t limit);
  asio::awaitable<void> close(std::uint16_t code, std::string reason);
  void cut();

  /// Cuts the connection unless the guard is disarmed within `limit`. Its timer runs on until it looks by itself: most
  /// sends last microseconds, and to stop a timer costs as much as a send.
  struct Guard {
    explicit Guard(const asio::any_io_executor& executor) : timer(executor) {}
    asio::steady_timer timer;
    std::optional<std::chrono::steady_clock::time_point> limit;
    bool runs = false;
  };
  void arm(Guard& guard, std::chrono::milliseconds limit);
  static void disarm(Guard& guard) { guard.limit.reset(); }
  void watch(Guard& guard);
  void prepare();
  base::Error explain(boost::system::error_code error) const;

  Stream ws;
  Guard send_guard;
  Guard close_guard;
  WebSocketTimes times;
  bool sending = false;
  bool reading = false;
  bool closing = false;
  bool cut_for_slowness = false;
};

/// Closes a WebSocket that nobody else may be holding.
asio::awaitable<void> close_kept(std::shared_ptr<WebSocket> socket, std::uint16_t code, std::string reason);

}  // namespace siaga::net
