// One request on its way through a desk: who asks (already checked), about what, and how answers are made.
// Owner: the router's coroutine. Thread: the session's executor.
#pragma once

#include "domain/sos.h"
#include "hub/core.h"
#include "net/http_message.h"

#include <memory>
#include <string>

namespace siaga::hub {

struct Call {
  Core& core;
  net::Request& request;
  std::shared_ptr<Session> session;  ///< null on routes that are open to anybody
  AccountPtr account;                ///< who asks, as of today; null with the session
  base::Id id;                       ///< of the path; nil where the pattern has none
  std::size_t number = 0;            ///< of the path; 0 where the pattern has none

  const domain::Person& person() const { return account->person; }
};

using Answer = asio::awaitable<base::Result<net::Response>>;

/// `limit=N` of a page, 50 when absent. Errors: invalid.
base::Result<std::size_t> parse_limit(const net::Request& request);

/// The JSON body. Errors: too_large; unsupported for another content type or none; those of the connection.
asio::awaitable<base::Result<std::string>> read_json(Call& call);

net::Response json_response(unsigned status, std::string body);
net::Response no_content();
/// 429 with Retry-After, for what SignInThrottle slows down.
net::Response slowed(std::chrono::seconds wait);
/// RFC 9457, with the headers that belong to the status.
net::Response problem(const base::Error& error);
/// 429, with Retry-After.
net::Response slowed_down(std::chrono::seconds wait);
/// For statuses that no fault has (431, 412 …).
net::Response problem(unsigned status, const base::Error& error);

}  // namespace siaga::hub
