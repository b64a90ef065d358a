#include "net/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace siaga::net {

std::string network_of(const std::string& address) {
  in6_addr bytes{};
  const auto plain = address.substr(0, address.find('%'));  // a zone is this machine's name for its line
  if (::inet_pton(AF_INET6, plain.c_str(), &bytes) != 1 || IN6_IS_ADDR_V4MAPPED(&bytes)) return address;
  std::fill(bytes.s6_addr + 8, bytes.s6_addr + 16, std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(AF_INET6, &bytes, text.data(), text.size());
  return std::string{text.data()} + "/64";
}

}  // namespace siaga::net
