// Opens a WebSocket to a hub.
// Thread: the executor of the calling coroutine, which becomes the socket's.
#pragma once

#include "net/endpoint.h"
#include "net/http_message.h"
#include "net/tls.h"
#include "net/websocket.h"

#include <chrono>
#include <memory>
#include <string>

namespace siaga::net {

/// Connects, checks the pin, upgrades; all within `deadline`. `target` is path and query, already encoded.
/// Errors: unavailable, timeout, untrusted (`field` is the fingerprint that was presented); when the hub answers with
/// a status instead: unauthenticated (401), forbidden (403), not_found (404), too_many (429), else unavailable, with
/// the status as digits in `field`.
asio::awaitable<base::Result<std::shared_ptr<WebSocket>>> connect_websocket(Endpoint endpoint, Trust trust,
                                                                            std::string target, Headers headers,
                                                                            std::chrono::milliseconds deadline);

}  // namespace siaga::net
