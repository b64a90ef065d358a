#include "net/http_session.h"

#include "base/log.h"
#include "net/response_writer.h"
#include "net/target.h"
#include "net/websocket_impl.h"

#include <utility>

namespace siaga::net {
namespace {

constexpr std::chrono::milliseconds parting_time{2000};
constexpr std::size_t parting_bytes = 256 * 1024;
constexpr std::size_t read_step = 4096;

Verb verb_of(http::verb verb) {
  switch (verb) {
    case http::verb::get: return Verb::get;
    case http::verb::head: return Verb::head;
    case http::verb::post: return Verb::post;
    case http::verb::put: return Verb::put;
    case http::verb::patch: return Verb::patch;
    case http::verb::delete_: return Verb::del;
    case http::verb::options: return Verb::options;
    default: return Verb::other;
  }
}

Headers copied(const RequestParser::value_type& message) {
  Headers headers;
  for (const auto& field : message) headers.emplace_back(field.name_string(), field.value());
  return headers;
}

/// RFC 9110 gives a body no meaning there; who skips it and who reads it see different requests behind it.
bool has_misplaced_body(Verb verb, const RequestParser& parser) {
  const bool bodiless = verb == Verb::get || verb == Verb::head || verb == Verb::del || verb == Verb::options;
  return bodiless && (parser.chunked() || parser.content_length().value_or(0) > 0);
}

bool is_wellformed_upgrade(const RequestParser::value_type& message) {
  return beast::websocket::is_upgrade(message) && message[http::field::sec_websocket_version] == "13" &&
         !message[http::field::sec_websocket_key].empty();
}

std::string_view text_of(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

}  // namespace

HttpSession::HttpSession(std::shared_ptr<ServerState> state, tcp::socket socket, std::string address)
    : state_(std::move(state)),
      executor_(socket.get_executor()),
      address_(std::move(address)),
      stream_(std::move(socket), *state_->tls()),
      buffer_(state_->options.head_bytes + piece_bytes) {}

HttpSession::~HttpSession() {
  state_->remove(this);
  state_->leave(address_);
}

asio::awaitable<void> HttpSession::run(std::shared_ptr<HttpSession> self) {
  try {
    const bool secure = co_await self->handshake();
    if (!secure) co_return;
    bool more = true;
    while (more) more = co_await self->serve();
    // Only here, where the request and its coroutines are gone: a console listens for a whole shift.
    if (self->talk_) co_await self->talk();
  } catch (const std::exception& fault) {
    base::log::error("net.session_failed", {{"peer", self->address_}, {"what", fault.what()}});
  }
}

void HttpSession::drain() {
  if (const auto socket = websocket_.lock())
    asio::co_spawn(executor_, close_kept(socket, 1001, "the server is stopping"), asio::detached);
  else if (idle_ && !upgraded_)
    lowest(stream_).cancel();
}

void HttpSession::abort() {
  if (const auto socket = websocket_.lock())
    socket->abort();
  else if (!upgraded_)
    lowest(stream_).close();
}

asio::awaitable<bool> HttpSession::handshake() {
  lowest(stream_).expires_after(state_->options.handshake_time);
  const auto side = asio::ssl::stream_base::server;
  const auto [error] = co_await stream_.async_handshake(side, as_result);
  if (error) base::log::debug("net.handshake_failed", {{"peer", address_}, {"why", error.message()}});
  co_return !error;
}

asio::awaitable<HeadEnd> HttpSession::read_head() {
  HeadEnd end = find_head_end(text_of(buffer_));
  idle_ = buffer_.size() == 0;
  if (idle_) buffer_.shrink_to_fit();
  lowest(stream_).expires_after(idle_ ? state_->options.idle_time : state_->options.head_time);
  while (!end.size && !end.refusal) {
    if (idle_ && state_->draining) break;
    if (buffer_.size() > state_->options.head_bytes) break;
    const auto space = buffer_.prepare(read_step);
    const auto [error, count] = co_await stream_.async_read_some(space, as_result);
    if (error) {
      buffer_.clear();
      break;
    }
    if (idle_) lowest(stream_).expires_after(state_->options.head_time);
    idle_ = false;
    const std::size_t before = buffer_.size();
    buffer_.commit(count);
    end = find_head_end(text_of(buffer_), before);
  }
  idle_ = false;
  const std::size_t size = end.size.value_or(buffer_.size());
  if (size > state_->options.head_bytes) {
    end.size.reset();
    end.refusal = Refusal{431, "the head of the request is too long"};
  }
  co_return end;
}

asio::awaitable<bool> HttpSession::serve() {
  const HeadEnd end = co_await read_head();
  if (end.refusal) co_await refuse(end.refusal->status, end.refusal->why);
  if (!end.size) co_return false;

  if (const auto refusal = check_lines(text_of(buffer_).substr(0, *end.size))) {
    co_await refuse(refusal->status, refusal->why);
    co_return false;
  }
  RequestParser parser;
  parser.header_limit(static_cast<std::uint32_t>(state_->options.head_bytes));
  parser.body_limit(boost::none);
  boost::system::error_code error;
  const std::size_t used = parser.put(asio::buffer(buffer_.data(), *end.size), error);
  buffer_.consume(used);
  if (error == http::error::need_buffer) error = {};
  std::optional<Refusal> refusal;
  if (error || !parser.is_header_done()) refusal = Refusal{400, "malformed head"};

  Headers headers = copied(parser.get());
  const bool http_1_0 = parser.get().version() == 10;
  const auto verb = verb_of(parser.get().method());
  if (!refusal) refusal = check_headers(headers, http_1_0);
  if (!refusal && has_misplaced_body(verb, parser)) refusal = Refusal{400, "this method has no body"};
  const std::string target_text{parser.get().target()};
  auto target = parse_target(target_text);
  if (!refusal && !target) refusal = Refusal{400, target.error().detail};
  if (refusal) {
    co_await refuse(refusal->status, refusal->why);
    co_return false;
  }
  const bool wants_continue = find_header(headers, "Expect").has_value() && !http_1_0;
  RequestBody body{stream_, buffer_, parser, wants_continue, patience()};
  Request request{verb,
                  target_text,
                  std::move(target->path),
                  std::move(headers),
                  std::move(target->parameters),
                  address_,
                  is_wellformed_upgrade(parser.get()),
                  body};
  const bool more = co_await answer(parser, request, body);
  co_return more;
}

RequestBody::Patience HttpSession::patience() const {
  const auto& options = state_->options;
  return {options.body_idle_time, options.body_grace, options.body_bytes_per_second};
}

asio::awaitable<bool> HttpSession::answer(RequestParser& parser, Request& request, RequestBody& body) {
  ++state_->requests;
  Response response = co_await ask_handler(request);
  if (body.failure()) {
    const bool may_answer = body.failure()->fault == base::Fault::invalid;
    if (may_answer) co_await refuse(400, body.failure()->detail);
    co_return false;
  }
  if (response.upgraded && request.wants_websocket && body.finished() && buffer_.size() == 0) {
    co_await upgrade(parser, std::move(response));
    co_return false;
  }
  if (response.upgraded) {
    response = state_->fault_answer(426, "only a WebSocket is offered here");
    response.set("Upgrade", "websocket").set("Sec-WebSocket-Version", "13");
  }
  const bool asked_to_stay = parser.get().version() == 11 && parser.keep_alive();
  const bool keep_alive = asked_to_stay && !state_->draining && body.worth_finishing();
  const bool written = co_await write(std::move(response), keep_alive, request.verb == Verb::head);
  if (!written) co_return false;
  bool more = keep_alive;
  if (more) more = co_await body.discard();
  if (!keep_alive) co_await part();
  co_return more;
}

asio::awaitable<Response> HttpSession::ask_handler(Request& request) {
  std::string what = "not an exception of the standard library";
  try {
    co_return co_await state_->handler(request);
  } catch (const std::exception& fault) {
    what = fault.what();
  } catch (...) {
  }
  base::log::error("net.handler_failed", {{"path", request.path}, {"what", what}});
  co_return state_->fault_answer(500, "an internal fault");
}

asio::awaitable<bool> HttpSession::write(Response response, bool keep_alive, bool head_only) {
  Writing how;
  how.keep_alive = keep_alive;
  how.head_only = head_only;
  how.piece_time = state_->options.write_time;
  const bool written = co_await write_response(stream_, std::move(response), how);
  co_return written;
}

asio::awaitable<void> HttpSession::refuse(unsigned status, std::string why) {
  base::log::debug("net.request_refused", {{"peer", address_}, {"why", why}});
  Response response = state_->fault_answer(status, std::move(why));
  const bool written = co_await write(std::move(response), false, false);
  if (written) co_await part();
}

asio::awaitable<void> HttpSession::upgrade(RequestParser& parser, Response response) {
  upgraded_ = true;
  buffer_.shrink_to_fit();
  WebSocketTimes times;
  times.idle = state_->options.idle_time;
  times.write = state_->options.write_time;
  auto impl = std::make_shared<WebSocket::Impl>(std::move(stream_), times);
  auto socket = std::make_shared<WebSocket>(impl);
  websocket_ = socket;
  const bool accepted = co_await impl->accept(parser.get(), std::move(response.headers));
  if (!accepted) co_return;
  accepted_ = std::move(socket);
  talk_ = std::move(response.upgraded);
}

asio::awaitable<void> HttpSession::talk() {
  const auto socket = std::exchange(accepted_, nullptr);
  const auto talk = std::exchange(talk_, nullptr);
  ++state_->websockets;
  std::uint16_t code = 1000;
  std::string reason;
  try {
    co_await talk(socket);
  } catch (const std::exception& fault) {
    base::log::error("net.websocket_handler_failed", {{"what", fault.what()}});
    code = 1011;
  }
  --state_->websockets;
  co_await socket->close(code, std::move(reason));
}

asio::awaitable<void> HttpSession::part() {
  lowest(stream_).expires_after(parting_time);
  co_await stream_.async_shutdown(as_result);
  // Closing with unread bytes would send a reset, which may destroy the answer on its way.
  boost::system::error_code ignored;
  lowest(stream_).socket().shutdown(tcp::socket::shutdown_send, ignored);
  for (std::size_t discarded = 0; discarded < parting_bytes;) {
    buffer_.clear();
    const auto space = buffer_.prepare(read_step);
    const auto [error, count] = co_await lowest(stream_).async_read_some(space, as_result);
    if (error) break;
    discarded += count;
  }
}

}  // namespace siaga::net
