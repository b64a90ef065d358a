// Where a hub is, as a person types it.
// Thread: values.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace siaga::net {

inline constexpr std::uint16_t default_port = 7443;

struct Endpoint {
  std::string host;  ///< a name or an address, IPv6 without brackets
  std::uint16_t port = default_port;

  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// "https://hub.example:7443/", "127.0.0.1", "hub:8443", "[::1]:7443". Errors: invalid; unsupported for "http://".
base::Result<Endpoint> parse_endpoint(std::string_view text);

/// "hub.example:7443", "[::1]:7443": what a Host header says.
std::string to_string(const Endpoint& endpoint);

}  // namespace siaga::net
