#include "in_memory/exchange.h"

#include "base/digest.h"
#include "base/log.h"
#include "net/http_client.h"
#include "net/http_session.h"
#include "net/websocket_client.h"
#include "property.h"

namespace siaga::fuzz {

namespace asio = net::asio;
using net::ScriptedPeer;

namespace {

constexpr std::string_view upgrade =
    "GET /feed HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

/// What all connections share; the io_context is this thread's alone.
struct World {
  World() { base::log::set_level(base::log::Level::error); }

  /// Until nothing is left to do. Nothing may wait for a timer: the peer has said all that it will ever say.
  void run() {
    io.restart();
    while (io.poll() > 0) {
    }
  }

  asio::io_context io{1};
  net::Runtime runtime{1};  ///< for what a server wants of one; nothing runs on it
};

World& world() {
  static World only;
  return only;
}

ScriptedPeer peer_of(Arriving arriving) {
  ScriptedPeer peer;
  peer.says = std::move(arriving.bytes);
  peer.at_once = std::max<std::size_t>(arriving.at_once, 1);
  return peer;
}

/// One server for all runs: making a TLS context is slow.
struct Server {
  std::shared_ptr<net::ServerState> state = std::make_shared<net::ServerState>(
      world().runtime, net::HttpServer::Options{}, [this](net::Request& request) { return handler(request); },
      std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server));
  net::Handler handler;
};

void run_session(ScriptedPeer& peer, net::Handler handler) {
  static Server server;
  const auto& state = server.state;
  server.handler = std::move(handler);
  must(state->admit("peer"), "there is room");
  ScriptedPeer::next = &peer;
  {
    auto session = std::make_shared<net::HttpSession>(state, net::tcp::socket{world().io}, "peer");
    state->add(session);
    asio::co_spawn(world().io, net::HttpSession::run(std::move(session)), asio::detached);
  }
  world().run();
  must(state->counts().connections == 0, "a session ends with its peer");
}

asio::awaitable<net::Response> take(Served& served, net::Request& request) {
  const auto index = served.requests.size();
  served.requests.push_back({request.target, request.headers, std::nullopt});
  if (request.path == "/ignore") co_return net::make_response(200, "text/plain", "ignored");
  std::string body;
  for (;;) {
    const auto piece = co_await request.body.read_some(4096);
    if (!piece) co_return net::make_response(500, "text/plain", "broken off");
    if (piece->empty()) break;
    body += *piece;
  }
  served.requests[index].body = std::move(body);
  co_return net::make_response(200, "text/plain", "taken");
}

asio::awaitable<void> listen(std::shared_ptr<net::WebSocket> socket, Talk& talk) {
  for (;;) {
    auto message = co_await socket->read(longest_message);
    if (!message) {
      talk.end = message.error();
      co_return;
    }
    talk.messages.push_back(std::move(*message));
  }
}

asio::awaitable<void> open_and_listen(Talk& talk) {
  const net::Endpoint endpoint{"hub", 1};
  const net::Trust trust;
  const std::chrono::milliseconds deadline{1000};
  const auto socket = co_await net::connect_websocket(endpoint, trust, "/feed", net::Headers(), deadline);
  if (!socket) co_return;
  co_await listen(*socket, talk);
  co_await (*socket)->close();
}

/// Sec-WebSocket-Accept of the request that was sent (RFC 6455 §4.2.2).
std::string accept_of(std::string_view request) {
  constexpr std::string_view name = "Sec-WebSocket-Key: ";
  const auto begin = request.find(name) + name.size();
  base::Digest digest(base::DigestKind::sha1);
  digest.update(request.substr(begin, request.find('\r', begin) - begin));
  digest.update("258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
  const auto bytes = digest.finish();
  return base::to_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void after_head(std::string& said) {
  const auto end = said.find("\r\n\r\n");
  said.erase(0, end == std::string::npos ? said.size() : end + 4);
}

}  // namespace

Served serve(Arriving arriving) {
  Served served;
  auto peer = peer_of(std::move(arriving));
  run_session(peer, [&served](net::Request& request) { return take(served, request); });
  served.answers = std::move(peer.heard);
  return served;
}

Talk serve_websocket(Arriving arriving) {
  Talk talk;
  auto peer = peer_of(std::move(arriving));
  peer.says.insert(0, upgrade);
  peer.first = upgrade.size();
  run_session(peer, [&talk](net::Request&) -> asio::awaitable<net::Response> {
    net::Response response;
    response.upgraded = [&talk](std::shared_ptr<net::WebSocket> socket) { return listen(std::move(socket), talk); };
    co_return response;
  });
  after_head(peer.heard);
  talk.said = std::move(peer.heard);
  return talk;
}

Talk open_websocket(Arriving arriving) {
  Talk talk;
  auto peer = peer_of(std::move(arriving));
  peer.when_read = [&peer](std::string_view heard) {
    constexpr std::string_view mark = "{accept}";
    const auto at = peer.says.find(mark);
    if (at != std::string::npos) peer.says.replace(at, mark.size(), accept_of(heard));
    return peer.says;
  };
  ScriptedPeer::next = &peer;
  bool ended = false;
  asio::co_spawn(world().io, open_and_listen(talk), [&ended](std::exception_ptr) { ended = true; });
  world().run();
  must(ended, "a client ends with its peer");
  after_head(peer.heard);
  talk.said = std::move(peer.heard);
  return talk;
}

base::Result<net::Response> ask(Arriving arriving) {
  auto peer = peer_of(std::move(arriving));
  ScriptedPeer::next = &peer;
  net::HttpClient client(world().io.get_executor(), {"hub", 1}, {});
  net::ClientRequest request;
  request.target = "/";
  request.body_limit = longest_answer;
  std::optional<base::Result<net::ClientResponse>> answer;
  asio::co_spawn(world().io, client.request(request),
                 [&answer](std::exception_ptr, base::Result<net::ClientResponse> given) { answer = std::move(given); });
  world().run();
  must(answer.has_value(), "an exchange ends with its peer");
  if (!*answer) return answer->error();
  net::Response response;
  response.status = (*answer)->status;
  response.headers = std::move((*answer)->headers);
  response.body = std::move((*answer)->body);
  return response;
}

}  // namespace siaga::fuzz
