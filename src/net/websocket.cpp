#include "net/websocket.h"

#include "net/websocket_impl.h"

#include <utility>

namespace siaga::net {
namespace {

namespace websocket = beast::websocket;

constexpr std::chrono::milliseconds closing_time{5000};
constexpr std::size_t slowest_bytes_per_second = 8 * 1024;
constexpr std::size_t longest_reason = 123;
constexpr std::uint64_t absurd_message = std::uint64_t{1} << 40;

// One buffer for the whole message: TLS would cut a list of buffers into records of its own. A single piece is sent
// from where it lies.
std::string joined(const std::vector<std::shared_ptr<const std::string>>& pieces) {
  std::size_t size = 0;
  for (const auto& piece : pieces) size += piece->size();
  std::string message;
  message.reserve(size);
  for (const auto& piece : pieces) message += *piece;
  return message;
}

// Beast checks text as it comes, but not that an empty last frame leaves no letter half-said.
bool ends_inside_a_letter(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(text.size(), 3); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte < 0x80) return false;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4u : byte >= 0xe0 ? 3u : 2u);
  }
  return false;
}

// Marks an operation as running, for as long as its coroutine lives.
class Running {
 public:
  explicit Running(bool& flag) : flag_(flag) { flag_ = true; }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { flag_ = false; }

 private:
  bool& flag_;
};

}  // namespace

WebSocket::Impl::Impl(TlsStream stream, WebSocketTimes limits)
    : ws(std::move(stream)), send_guard(ws.get_executor()), close_guard(ws.get_executor()), times(limits) {}

void WebSocket::Impl::prepare() {
  beast::get_lowest_layer(ws).expires_never();  // the WebSocket layer has limits of its own
  websocket::stream_base::timeout limits{};
  limits.handshake_timeout = closing_time;  // of the closing handshake too
  limits.idle_timeout = times.idle;
  limits.keep_alive_pings = true;
  ws.set_option(limits);
  ws.auto_fragment(false);
  ws.text(true);
  ws.read_message_max(absurd_message);  // declared, it is told 1009 at once; read() has the real limit
}

asio::awaitable<bool> WebSocket::Impl::accept(const http::request<http::buffer_body>& request, Headers extra) {
  const auto keep = shared_from_this();
  prepare();
  const auto decorate = [&extra](websocket::response_type& response) {
    for (const auto& [name, value] : extra) response.set(name, value);
  };
  ws.set_option(websocket::stream_base::decorator(decorate));
  const auto [error] = co_await ws.async_accept(request, as_result);
  co_return !error;
}

asio::awaitable<base::Result<void>> WebSocket::Impl::send(std::vector<std::shared_ptr<const std::string>> pieces) {
  const auto keep = shared_from_this();
  if (sending) co_return base::fail(base::Fault::internal, "a message is being sent already");
  const Running running(sending);
  const std::string whole = pieces.size() == 1 ? std::string{} : joined(pieces);
  const std::string& message = pieces.size() == 1 ? *pieces.front() : whole;
  arm(send_guard, times.write + std::chrono::seconds(message.size() / slowest_bytes_per_second));
  const auto bytes = asio::buffer(message);
  const auto [error, written] = co_await ws.async_write(bytes, as_result);
  disarm(send_guard);
  if (error) co_return explain(error);
  co_return base::Result<void>{};
}

asio::awaitable<base::Result<std::string>> WebSocket::Impl::read(std::size_t limit) {
  const auto keep = shared_from_this();
  if (reading) co_return base::fail(base::Fault::internal, "somebody is reading already");
  const Running running(reading);
  std::string message;
  auto buffer = asio::dynamic_buffer(message);
  do {
    // Not Beast's own limit: that one hangs up with bytes unread, and the reset overtakes the 1009.
    const auto [error, count] = co_await ws.async_read_some(buffer, limit + 1 - message.size(), as_result);
    if (error) co_return explain(error);
    if (message.size() > limit) {
      co_await close(1009, "too long");
      co_return base::fail(base::Fault::too_large, "a message over its limit");
    }
  } while (!ws.is_message_done());
  if (!ws.got_text()) {
    co_await close(1003, "only text is spoken here");
    co_return base::fail(base::Fault::invalid, "a binary message");
  }
  if (ends_inside_a_letter(message)) {
    co_await close(1007, "not UTF-8");
    co_return base::fail(base::Fault::invalid, "a message is not UTF-8");
  }
  co_return message;
}

asio::awaitable<void> WebSocket::Impl::close(std::uint16_t code, std::string reason) {
  const auto keep = shared_from_this();
  if (std::exchange(closing, true) || !ws.is_open()) co_return;
  reason.resize(std::min(reason.size(), longest_reason));
  const websocket::close_reason why{static_cast<websocket::close_code>(code), reason};
  arm(close_guard, closing_time);  // also when a stalled send keeps the goodbye from leaving
  co_await ws.async_close(why, as_result);
  disarm(close_guard);
  cut();
}

void WebSocket::Impl::cut() { beast::get_lowest_layer(ws).close(); }

void WebSocket::Impl::arm(Guard& guard, std::chrono::milliseconds limit) {
  guard.limit = std::chrono::steady_clock::now() + limit;
  if (!guard.runs || guard.timer.expiry() > *guard.limit) watch(guard);
}

void WebSocket::Impl::watch(Guard& guard) {
  guard.runs = true;
  guard.timer.expires_at(*guard.limit);
  guard.timer.async_wait([weak = weak_from_this(), &guard](boost::system::error_code error) {
    const auto self = weak.lock();
    if (!self || error) return;
    guard.runs = false;
    if (!guard.limit) return;
    if (*guard.limit > std::chrono::steady_clock::now()) return self->watch(guard);
    self->cut_for_slowness = true;
    self->cut();
  });
}

base::Error WebSocket::Impl::explain(boost::system::error_code error) const {
  if (error == websocket::error::closed) {
    const auto& why = ws.reason();
    return base::fail(base::Fault::unavailable, "closed by the peer: " + std::string(why.reason.c_str()),
                      std::to_string(static_cast<unsigned>(why.code)));
  }
  if (error == websocket::error::bad_frame_payload) return base::fail(base::Fault::invalid, "a message is not UTF-8");
  if (error == beast::error::timeout || cut_for_slowness)
    return base::fail(base::Fault::timeout, "the peer shows no sign of life");
  return base::fail(base::Fault::unavailable, error.message());
}

asio::awaitable<void> close_kept(std::shared_ptr<WebSocket> socket, std::uint16_t code, std::string reason) {
  co_await socket->close(code, std::move(reason));
}

WebSocket::WebSocket(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

WebSocket::~WebSocket() = default;

asio::any_io_executor WebSocket::executor() const { return impl_->ws.get_executor(); }

asio::awaitable<base::Result<void>> WebSocket::send(std::vector<std::shared_ptr<const std::string>> pieces) {
  return impl_->send(std::move(pieces));
}

asio::awaitable<base::Result<std::string>> WebSocket::read(std::size_t limit) { return impl_->read(limit); }

asio::awaitable<void> WebSocket::close(std::uint16_t code, std::string reason) {
  return impl_->close(code, std::move(reason));
}

void WebSocket::abort() {
  const auto executor = impl_->ws.get_executor();
  asio::dispatch(executor, [impl = impl_] { impl->cut(); });
}

}  // namespace siaga::net
