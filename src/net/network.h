// What counts as one peer. Pure; any thread.
#pragma once

#include <string>

namespace siaga::net {

/// What counts as one address: of IPv6 the /64, since whoever has one of its addresses may take all of them.
std::string network_of(const std::string& address);

}  // namespace siaga::net
