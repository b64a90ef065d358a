// HubClient: requests to one hub in one person's name, several at a time, each over a kept-alive connection of its own.
// Owner: a signed-in session of the link (shared with its coroutines).
// Thread: the executor it was made with, except the constructor.
#pragma once

#include "net/backoff.h"
#include "net/http_client.h"

#include <memory>
#include <string>
#include <vector>

namespace siaga::console {

/// How to reach a hub and in whose name. A value.
struct HubAccess {
  net::Endpoint endpoint;
  net::Trust trust;
  std::string token;  ///< empty before signing in

  net::Headers headers() const;
};

class HubClient {
 public:
  HubClient(net::asio::any_io_executor executor, HubAccess access);

  const HubAccess& access() const { return access_; }
  void set_token(std::string token) { access_.token = std::move(token); }

  /// A 2xx answer. Errors: net's, and for other statuses the hub's problem (protocol/problem.h).
  net::asio::awaitable<base::Result<net::ClientResponse>> ask(net::ClientRequest request);

  /// ask(), repeated with growing pauses while the hub can't be reached, for at most `limit`; then Fault::unavailable.
  /// The request must be one that may arrive twice (each command carries its id).
  net::asio::awaitable<base::Result<net::ClientResponse>> deliver(net::ClientRequest request,
                                                                  std::chrono::milliseconds limit);

 private:
  std::unique_ptr<net::HttpClient> take();

  net::asio::any_io_executor executor_;
  HubAccess access_;
  std::vector<std::unique_ptr<net::HttpClient>> idle_;
};

net::ClientRequest get_request(std::string target);
net::ClientRequest post_request(std::string target, std::string json);

}  // namespace siaga::console
