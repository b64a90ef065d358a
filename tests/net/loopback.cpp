#include "net/loopback.h"

#include "base/digest.h"
#include "net/timeout.h"

#include <thread>

namespace siaga::test {
namespace {

using net::Request;
using net::Response;

net::asio::awaitable<Response> echo(Request& request) {
  const auto body = co_await request.body.read_all(1024 * 1024);
  if (!body && body.error().fault == base::Fault::too_large)
    co_return net::make_response(413, "text/plain", "too large");
  if (!body) co_return net::make_response(500, "text/plain", "not delivered");
  co_return net::make_response(200, "text/plain", *body);
}

net::asio::awaitable<Response> sink(Request& request) {
  base::Digest digest(base::DigestKind::sha256);
  std::uint64_t length = 0;
  for (;;) {
    const auto piece = co_await request.body.read_some(8 * 1024);
    if (!piece) co_return net::make_response(500, "text/plain", "cut");
    if (piece->empty()) break;
    length += piece->size();
    digest.update(*piece);
  }
  const auto bytes = digest.finish();
  co_return net::make_response(200, "text/plain", std::to_string(length) + " " + base::to_hex(bytes));
}

net::asio::awaitable<Response> answer(Loopback::Extra extra, Request& request) {
  if (extra) {
    Response response = co_await extra(request);
    if (response.status != 404) co_return response;
  }
  if (request.path == "/hello") co_return net::make_response(200, "text/plain", "hello");
  if (request.path == "/peer") co_return net::make_response(200, "text/plain", request.peer_address);
  if (request.path == "/ignore") co_return net::make_response(200, "text/plain", "ignored");
  if (request.path == "/throw") throw std::runtime_error("a secret detail");
  if (request.path == "/echo") co_return co_await echo(request);
  if (request.path == "/sink") co_return co_await sink(request);
  if (request.path == "/bad-header") {
    Response response;
    response.set("X-Split", "a\r\nX-Injected: b");
    co_return response;
  }
  co_return net::make_response(404, "text/plain", "nothing here");
}

}  // namespace

const net::TlsIdentity& identity() {
  static const net::TlsIdentity made = net::make_identity("test", {"127.0.0.1"}, base::SystemClock{}.now()).value();
  return made;
}

Loopback::Loopback(net::HttpServer::Options options, Extra extra) {
  options.identity = identity();
  auto handler = [extra = std::move(extra)](Request& request) { return answer(extra, request); };
  server = net::HttpServer::listen(runtime, std::move(options), std::move(handler)).value();
}

net::Trust Loopback::trust() { return {net::fingerprint(identity()).value(), false}; }

std::unique_ptr<net::HttpClient> Loopback::client() {
  return std::make_unique<net::HttpClient>(runtime.executor(), endpoint(), trust());
}

base::Result<net::ClientResponse> Loopback::ask(net::HttpClient& client, net::ClientRequest request) {
  return net::run_blocking(runtime.executor(), client.request(std::move(request)));
}

base::Result<std::shared_ptr<net::WebSocket>> Loopback::open(std::string target) {
  return net::run_blocking(
      runtime.executor(), net::connect_websocket(endpoint(), trust(), std::move(target), {}, std::chrono::seconds(10)));
}

bool Loopback::has_connections(std::uint64_t count) {
  return eventually([&] { return server->counts().connections == count; });
}

net::ClientRequest get(std::string target) {
  net::ClientRequest request;
  request.target = std::move(target);
  return request;
}

net::ClientRequest post(std::string target, std::string body) {
  net::ClientRequest request;
  request.verb = net::Verb::post;
  request.target = std::move(target);
  request.body = std::move(body);
  return request;
}

bool eventually(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

net::asio::awaitable<void> Gate::passed() {
  arrived.set_value();
  while (opened_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
    const std::chrono::milliseconds turn{2};
    co_await net::pause(turn);
  }
}

}  // namespace siaga::test
