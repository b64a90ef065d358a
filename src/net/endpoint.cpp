#include "net/endpoint.h"

#include <charconv>

namespace siaga::net {
namespace {

base::Error bad_address(std::string why) { return base::fail(base::Fault::invalid, std::move(why), "address"); }

bool legal_host(std::string_view host, bool bracketed) {
  if (host.empty() || host.size() > 253) return false;
  for (const char c : host) {
    const bool digit_or_letter = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (bracketed ? !(digit_or_letter || c == ':' || c == '.' || c == '%')
                  : !(digit_or_letter || c == '-' || c == '.' || c == '_'))
      return false;
  }
  return true;
}

base::Result<std::uint16_t> parse_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0 || port > 65535)
    return bad_address("the port is a number from 1 to 65535");
  return static_cast<std::uint16_t>(port);
}

// Cuts the host off `text`, which keeps what follows it.
std::string_view take_host(std::string_view& text, bool bracketed) {
  const auto end = bracketed ? text.find(']') : text.find(':');
  const std::string_view host =
      bracketed && end == std::string_view::npos ? std::string_view{} : text.substr(bracketed, end - bracketed);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + bracketed);
  return host;
}

}  // namespace

base::Result<Endpoint> parse_endpoint(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (const auto scheme = text.find("://"); scheme != std::string_view::npos) {
    if (text.substr(0, scheme) != "https")
      return base::fail(base::Fault::unsupported, "only https is spoken", "address");
    text.remove_prefix(scheme + 3);
  }
  if (text.ends_with('/')) text.remove_suffix(1);

  const bool bracketed = text.starts_with('[');
  const std::string_view host = take_host(text, bracketed);
  if (!legal_host(host, bracketed)) return bad_address("not a host name or address");
  Endpoint endpoint{std::string(host), default_port};
  if (text.empty()) return endpoint;
  if (text.front() != ':') return bad_address("only a port may follow the host");
  const auto port = parse_port(text.substr(1));
  if (!port) return port.error();
  endpoint.port = *port;
  return endpoint;
}

std::string to_string(const Endpoint& endpoint) {
  const bool v6 = endpoint.host.find(':') != std::string::npos;
  return (v6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" + std::to_string(endpoint.port);
}

}  // namespace siaga::net
