#include "net/websocket_client.h"

#include "net/client_connection.h"
#include "net/websocket_impl.h"

namespace siaga::net {
namespace {

base::Error refusal(unsigned status) {
  base::Fault fault = base::Fault::unavailable;
  switch (status) {
    case 401: fault = base::Fault::unauthenticated; break;
    case 403: fault = base::Fault::forbidden; break;
    case 404: fault = base::Fault::not_found; break;
    case 429: fault = base::Fault::too_many; break;
    default: break;
  }
  return base::fail(fault, "the hub refused the feed", std::to_string(status));
}

}  // namespace

asio::awaitable<base::Result<void>> WebSocket::Impl::ask(std::string host, std::string target, Headers extra) {
  namespace websocket = beast::websocket;
  const auto keep = shared_from_this();
  const auto decorate = [&extra](websocket::request_type& request) {
    for (const auto& [name, value] : extra) request.set(name, value);
  };
  ws.set_option(websocket::stream_base::decorator(decorate));
  websocket::response_type response;
  const auto [error] = co_await ws.async_handshake(response, host, target, as_result);
  if (error == websocket::error::upgrade_declined) co_return refusal(response.result_int());
  if (error) co_return network_fault(error);
  prepare();
  co_return base::Result<void>{};
}

asio::awaitable<base::Result<std::shared_ptr<WebSocket>>> connect_websocket(Endpoint endpoint, Trust trust,
                                                                            std::string target, Headers headers,
                                                                            std::chrono::milliseconds deadline) {
  const Deadline end = std::chrono::steady_clock::now() + deadline;
  auto connection = co_await connect_tls(endpoint, trust, end);
  if (!connection) co_return connection.error();
  const WebSocketTimes times;
  auto impl = std::make_shared<WebSocket::Impl>(std::move(*connection->stream), times);
  std::string host = to_string(endpoint);
  const auto upgraded = co_await impl->ask(std::move(host), std::move(target), std::move(headers));
  if (!upgraded) co_return upgraded.error();
  co_return std::make_shared<WebSocket>(std::move(impl));
}

}  // namespace siaga::net
