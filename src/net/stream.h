// Private: the one kind of stream in this folder, and how its operations are awaited. Thread: the stream's executor.
#pragma once

#include "net/asio.h"
#include "net/heavy.h"

namespace siaga::net {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

/// TLS over TCP with a time limit per operation. When a limit passes, Beast closes the socket and the operation ends
/// with beast::error::timeout: nothing can be said to the peer any more.
/// Asio's own: Beast's ssl_stream copies each message once more and keeps that copy's memory as long as the connection.
using TlsStream = asio::ssl::stream<beast::tcp_stream>;

/// co_await x(…, as_result) gives a tuple that begins with an error_code; nothing is thrown for the network's sake.
inline constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

/// How much is read, written or streamed in one go.
inline constexpr std::size_t piece_bytes = 64 * 1024;

inline beast::tcp_stream& lowest(TlsStream& stream) { return beast::get_lowest_layer(stream); }

}  // namespace siaga::net
