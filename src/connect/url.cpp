#include "connect/url.h"

#include <algorithm>
#include <string_view>

namespace siaga::connect {

namespace {

bool is_number(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

bool has_odd(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return c <= ' ' || c >= 0x7f || std::string_view{"@?#\\\"<>"}.find(c) != std::string_view::npos;
  });
}

}  // namespace

std::optional<Url> parse_url(const std::string& text) {
  const auto end_of_scheme = text.find("://");
  if (end_of_scheme == std::string::npos || has_odd(text)) return std::nullopt;
  Url url{text.substr(0, end_of_scheme), text.substr(end_of_scheme + 3), {}};
  if (const auto slash = url.host.find('/'); slash != std::string::npos) {
    url.path = url.host.substr(slash);
    url.host.resize(slash);
  }
  const auto bracket = url.host.rfind(']');
  if (const auto colon = url.host.rfind(':');
      colon != std::string::npos && (bracket == std::string::npos || colon > bracket))
    url.host.resize(colon);
  if (url.host.starts_with('[') && url.host.ends_with(']')) url.host = url.host.substr(1, url.host.size() - 2);
  if (url.host.empty()) return std::nullopt;
  return url;
}

bool is_this_machine(const Url& url) {
  return url.host == "localhost" || url.host == "::1" || (url.host.starts_with("127.") && is_number(url.host));
}

}  // namespace siaga::connect
