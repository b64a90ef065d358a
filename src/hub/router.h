// From a request to its answer: finds the route, checks the session and what the person may do (the one place), runs
// the desk, turns errors into problem details.
// Owner: the hub. Thread: handle() on any session's executor.
#pragma once

#include "hub/core.h"
#include "net/http_message.h"

namespace siaga::hub {

class Router {
 public:
  explicit Router(Core& core) : core_(core) {}
  asio::awaitable<net::Response> handle(net::Request& request);

 private:
  asio::awaitable<net::Response> answer(net::Request& request);
  Core& core_;
};

}  // namespace siaga::hub
