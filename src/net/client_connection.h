// Private: from an Endpoint to a TLS stream whose certificate is trusted; nothing was sent over it yet.
// Thread: the executor of the calling coroutine, which becomes the stream's.
#pragma once

#include "base/result.h"
#include "net/endpoint.h"
#include "net/stream.h"
#include "net/tls.h"

#include <chrono>
#include <memory>
#include <string>

namespace siaga::net {

struct ClientConnection {
  std::unique_ptr<TlsStream> stream;
  std::string fingerprint;
};

using Deadline = std::chrono::steady_clock::time_point;

/// Errors: unavailable, timeout, untrusted (`field` is the fingerprint that was presented), invalid (the pin).
asio::awaitable<base::Result<ClientConnection>> connect_tls(Endpoint endpoint, Trust trust, Deadline deadline);

/// timeout or unavailable, with the system's words.
base::Error network_fault(boost::system::error_code error);

}  // namespace siaga::net
