// An address as a person configured it, taken apart strictly: scheme, host and path, and nothing that could carry a
// login, a query or another line. Pure. Thread: any.
#pragma once

#include <optional>
#include <string>

namespace siaga::connect {

struct Url {
  std::string scheme;  ///< as written
  std::string host;    ///< without brackets and port
  std::string path;    ///< from its first '/', or empty
};

/// Nothing when it isn't SCHEME://HOST[:PORT][/PATH] of printable ASCII.
std::optional<Url> parse_url(const std::string& text);

/// localhost, 127.…, ::1: what never leaves this machine needs no TLS.
bool is_this_machine(const Url& url);

}  // namespace siaga::connect
