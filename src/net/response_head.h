// Private: an answer's head as bytes. Pure. Thread: any.
#pragma once

#include "base/clock.h"
#include "net/http_message.h"

#include <cstdint>
#include <string>

namespace siaga::net {

struct Framing {
  std::uint64_t length = 0;
  bool announce_length = true;  ///< not for 204 and 304
  bool keep_alive = true;
};

/// Errors: internal when a status or header of the answer isn't legal (nothing of it may reach the wire then).
base::Result<std::string> format_head(const Response& response, const Framing& framing, base::Instant now);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7), independent of the locale.
std::string http_date(base::Instant at);

}  // namespace siaga::net
