// WebSocket: text messages both ways, the same on the server's and the client's side. Pings are answered by themselves.
// Owner: shared by the coroutines that read and write it; the last one to let go closes the socket.
// Thread: the executor of its connection (executor()); only abort() may be called from any thread.
#pragma once

#include "base/result.h"
#include "net/asio.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace siaga::net {

class WebSocket {
 public:
  struct Impl;
  explicit WebSocket(std::shared_ptr<Impl> impl);  // made by net only
  WebSocket(const WebSocket&) = delete;
  WebSocket& operator=(const WebSocket&) = delete;
  ~WebSocket();

  asio::any_io_executor executor() const;

  /// One text message made of all pieces in order, in one frame. One send at a time (one write loop).
  /// A peer that doesn't take the message within write_time, plus a second for each 8 KiB, is cut off.
  /// Errors: timeout (cut off), unavailable (closed by either side), internal (a second send at the same time).
  asio::awaitable<base::Result<void>> send(std::vector<std::shared_ptr<const std::string>> pieces);

  /// The next text message. One read at a time; pings and a peer's close are handled only while a read is waiting,
  /// so keep one waiting always (one read loop).
  /// Errors: unavailable (closed; the peer's code and reason in `detail`, the code as digits in `field`),
  /// too_large (the peer was told 1009), invalid (binary: 1003), timeout (no sign of life), internal (a second read at
  /// the same time). Text that isn't UTF-8 is told 1007, a broken frame 1002; here that is invalid or unavailable,
  /// depending on who hung up first. After any error the socket is of no more use.
  asio::awaitable<base::Result<std::string>> read(std::size_t limit = 64 * 1024);

  /// Says goodbye and waits up to 5 s for the peer's. May be called while a read or a send is waiting: they end with
  /// unavailable. A second close does nothing. `reason` is cut to 123 bytes.
  asio::awaitable<void> close(std::uint16_t code, std::string reason);
  asio::awaitable<void> close() { return close(1000, std::string()); }

  /// Cuts the connection without a word: waiting operations end with unavailable. Any thread.
  void abort();

 private:
  std::shared_ptr<Impl> impl_;
};

}  // namespace siaga::net
