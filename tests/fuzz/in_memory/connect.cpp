// A connection to a hub that is a ScriptedPeer: instead of src/net/client_connection.cpp.
#include "net/client_connection.h"

namespace siaga::net {

asio::awaitable<base::Result<ClientConnection>> connect_tls(Endpoint, Trust, Deadline) {
  if (ScriptedPeer::next == nullptr) co_return base::fail(base::Fault::unavailable, "no more peers");
  const auto executor = co_await asio::this_coro::executor;
  ClientConnection connection;
  connection.stream = std::make_unique<TlsStream>(executor);
  connection.fingerprint = "00";
  ScriptedPeer::next = nullptr;
  co_return connection;
}

base::Error network_fault(boost::system::error_code error) {
  if (error == beast::error::timeout) return base::fail(base::Fault::timeout, "no answer in time");
  return base::fail(base::Fault::unavailable, error.message());
}

}  // namespace siaga::net
