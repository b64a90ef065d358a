#include "net/http_server.h"

#include "base/log.h"
#include "net/http_session.h"
#include "net/server_state.h"
#include "net/timeout.h"
#include "net/tls_context.h"

namespace siaga::net {
namespace {

constexpr std::chrono::milliseconds pause_without_descriptors{100};
constexpr std::chrono::milliseconds time_to_cut{2000};

// A mapped IPv4 address ("::ffff:1.2.3.4") is the same place as the plain one.
std::string plain_address(const tcp::endpoint& peer) {
  const auto address = peer.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

void begin_session(const std::shared_ptr<ServerState>& state, tcp::socket socket) {
  boost::system::error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return;
  std::string address = plain_address(peer);
  if (!state->admit(address)) {
    base::log::debug("net.connection_refused", {{"peer", address}});
    return;
  }
  socket.set_option(tcp::no_delay(true), error);
  const auto executor = socket.get_executor();
  auto session = std::make_shared<HttpSession>(state, std::move(socket), std::move(address));
  state->add(session);
  asio::co_spawn(executor, HttpSession::run(std::move(session)), asio::detached);
}

asio::awaitable<void> accept_connections(std::shared_ptr<ServerState> state) {
  while (state->acceptor.is_open()) {
    auto executor = state->runtime.next_executor();
    auto [error, socket] = co_await state->acceptor.async_accept(executor, as_result);
    if (!error) {
      begin_session(state, std::move(socket));
    } else if (state->acceptor.is_open()) {
      base::log::warning("net.accept_failed", {{"why", error.message()}});
      co_await pause(pause_without_descriptors);
    }
  }
}

base::Result<void> open(tcp::acceptor& acceptor, const HttpServer::Options& options) {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return base::fail(base::Fault::invalid, "not an IP address to listen on", "address");
  const tcp::endpoint endpoint{address, options.port};
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return base::fail(base::Fault::unavailable, "can't listen: " + error.message(), "address");
  return {};
}

}  // namespace

base::Result<std::unique_ptr<HttpServer>> HttpServer::listen(Runtime& runtime, Options options, Handler handler) {
  auto tls = make_server_context(options.identity);
  if (!tls) return tls.error();
  auto state = std::make_shared<ServerState>(runtime, std::move(options), std::move(handler), std::move(*tls));
  if (auto opened = open(state->acceptor, state->options); !opened) return opened.error();
  asio::co_spawn(runtime.executor(), accept_connections(state), asio::detached);
  return std::make_unique<HttpServer>(std::move(state));
}

HttpServer::HttpServer(std::shared_ptr<ServerState> state)
    : state_(std::move(state)), port_(state_->acceptor.local_endpoint().port()) {}

HttpServer::~HttpServer() {
  state_->draining = true;
  stop_accepting();
  state_->tell_all(&HttpSession::abort);
}

std::uint16_t HttpServer::port() const { return port_; }

HttpServer::Counts HttpServer::counts() const { return state_->counts(); }

base::Result<void> HttpServer::renew(const TlsIdentity& identity) {
  auto tls = make_server_context(identity);
  if (!tls) return tls.error();
  state_->renew(std::move(*tls));
  return {};
}

void HttpServer::stop_accepting() {
  asio::post(state_->acceptor.get_executor(), [state = state_] {
    boost::system::error_code ignored;
    state->acceptor.close(ignored);
  });
}

bool HttpServer::drain(std::chrono::milliseconds grace) {
  state_->draining = true;
  stop_accepting();
  state_->tell_all(&HttpSession::drain);
  if (state_->wait_until_empty(grace)) return true;
  state_->tell_all(&HttpSession::abort);
  state_->wait_until_empty(time_to_cut);
  return false;
}

}  // namespace siaga::net
