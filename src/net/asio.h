// The few light Asio headers that the public face of net is allowed to show; the heavy ones stay in its sources.
// Who awaits outside of net/ includes Asio's coroutine headers by name; sockets, TLS and Beast are net's alone
// (tests/lint/include_directions.py).
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace siaga::net {

namespace asio = boost::asio;

}  // namespace siaga::net
