// The one edge of net/ that fuzzing exchanges: this file stands in front of src/net/stream.h on the include path, so
// that the sessions and clients of src/net, unchanged, read from memory what a ScriptedPeer says and write to it.
// Reads and writes are complete at once (posted, so that nothing recurses); after the peer's last byte comes its end.
// Thread: one; time limits are not kept, since nothing is ever waited for.
#pragma once

#include "net/asio.h"
#include "net/heavy.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace siaga::net {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

inline constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
inline constexpr std::size_t piece_bytes = 64 * 1024;

/// The other side of one connection. Owner: the fuzz target; outlives the connection.
struct ScriptedPeer {
  std::string says;                                        ///< all that it will ever send
  std::size_t at_once = 64 * 1024;                         ///< how much of it arrives in one read
  std::size_t first = 0;                                   ///< what the first reads bring, up to here, comes alone
  std::function<std::string(std::string_view)> when_read;  ///< asked before the first read, given what was heard: says
  std::string heard;                                       ///< what was written to it
  std::size_t said = 0;
  bool closed = false;

  /// The peer of the next connection that is made.
  static inline ScriptedPeer* next = nullptr;
};

class TlsStream {
 public:
  using executor_type = asio::any_io_executor;

  TlsStream(tcp::socket socket, asio::ssl::context&) : socket_(std::move(socket)), peer_(ScriptedPeer::next) {}
  explicit TlsStream(executor_type executor) : socket_(std::move(executor)), peer_(ScriptedPeer::next) {}

  executor_type get_executor() { return socket_.get_executor(); }
  tcp::socket& socket() { return socket_; }
  void expires_after(std::chrono::nanoseconds) {}
  void expires_at(std::chrono::steady_clock::time_point) {}
  void expires_never() {}
  void cancel() {}
  void close() { peer_->closed = true; }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    boost::system::error_code error;
    const std::size_t count = read(buffers, error);
    return finish(std::forward<Token>(token), error, count);
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    boost::system::error_code error;
    if (peer_->closed) error = asio::error::operation_aborted;
    const std::size_t before = peer_->heard.size();
    if (!error) peer_->heard += beast::buffers_to_string(buffers);
    return finish(std::forward<Token>(token), error, peer_->heard.size() - before);
  }
  template <class Token>
  auto async_handshake(asio::ssl::stream_base::handshake_type, Token&& token) {
    return finish(std::forward<Token>(token), {});
  }
  template <class Token>
  auto async_shutdown(Token&& token) {
    return finish(std::forward<Token>(token), {});
  }

 private:
  template <class Buffers>
  std::size_t read(const Buffers& buffers, boost::system::error_code& error) {
    if (auto ask = std::exchange(peer_->when_read, nullptr)) peer_->says = ask(peer_->heard);
    const std::size_t wanted = beast::buffer_bytes(buffers);
    std::size_t left = peer_->says.size() - peer_->said;
    if (peer_->said < peer_->first) left = peer_->first - peer_->said;
    const std::size_t count = std::min({wanted, left, peer_->at_once});
    if (peer_->closed)
      error = asio::error::operation_aborted;
    else if (count == 0 && wanted > 0)
      error = asio::error::eof;
    else
      asio::buffer_copy(buffers, asio::buffer(peer_->says.data() + peer_->said, count));
    if (!error) peer_->said += count;
    return error ? 0 : count;
  }

  template <class Token, class... Values>
  auto finish(Token&& token, boost::system::error_code error, Values... values) {
    return asio::async_initiate<Token, void(boost::system::error_code, Values...)>(
        [executor = get_executor(), error, values...](auto handler) {
          asio::post(executor, [handler = std::move(handler), error, values...]() mutable {
            std::move(handler)(error, values...);
          });
        },
        token);
  }

  tcp::socket socket_;  // never opened
  ScriptedPeer* peer_;
};

inline TlsStream& lowest(TlsStream& stream) { return stream; }

// What Beast's WebSocket asks of a stream (found by argument-dependent look-up).
inline void beast_close_socket(TlsStream& stream) { stream.close(); }
inline void teardown(beast::role_type, TlsStream& stream, boost::system::error_code& error) {
  error = {};
  stream.close();
}
template <class Handler>
void async_teardown(beast::role_type, TlsStream& stream, Handler&& handler) {
  stream.close();
  asio::post(stream.get_executor(),
             [handler = std::forward<Handler>(handler)]() mutable { std::move(handler)(boost::system::error_code{}); });
}

}  // namespace siaga::net
