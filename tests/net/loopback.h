// A real server on loopback with a few paths that tests ask for, and clients that trust it.
// Thread: the test's; handlers run on the runtime's two threads.
#pragma once

#include "net/blocking.h"
#include "net/http_client.h"
#include "net/http_server.h"
#include "net/runtime.h"
#include "net/websocket.h"
#include "net/websocket_client.h"

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>

namespace siaga::test {

/// One for the whole run: making keys is slow.
const net::TlsIdentity& identity();

/// Paths: /hello, /echo (bodies to 1 MiB, else 413), /sink (any body; answers its length and SHA-256),
/// /ignore (never reads), /throw, /bad-header, /peer; everything else is answered 404. `extra` is asked first.
class Loopback {
 public:
  using Extra = std::function<net::asio::awaitable<net::Response>(net::Request&)>;

  explicit Loopback(net::HttpServer::Options options = {}, Extra extra = {});

  net::Endpoint endpoint() const { return {"127.0.0.1", server->port()}; }
  static net::Trust trust();
  std::unique_ptr<net::HttpClient> client();
  /// Asks with `client` and waits.
  base::Result<net::ClientResponse> ask(net::HttpClient& client, net::ClientRequest request);
  base::Result<std::shared_ptr<net::WebSocket>> open(std::string target);
  /// Waits until the server has `count` open connections; false after ten seconds.
  bool has_connections(std::uint64_t count);

  net::Runtime runtime{2};
  std::unique_ptr<net::HttpServer> server;
};

net::ClientRequest get(std::string target);
net::ClientRequest post(std::string target, std::string body);

/// Polls `condition` until it holds; false after ten seconds.
bool eventually(const std::function<bool()>& condition);

/// A coroutine waits here until a test opens the gate. The gate outlives both.
class Gate {
 public:
  void open() { promise_.set_value(); }
  net::asio::awaitable<void> passed();
  /// Set once a coroutine has arrived.
  std::promise<void> arrived;

 private:
  std::promise<void> promise_;
  std::shared_future<void> opened_{promise_.get_future()};
};

}  // namespace siaga::test
