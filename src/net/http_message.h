// Requests as a handler sees them and the answers that it gives. Values and one interface; no socket shows.
// Thread: a Request and its BodyReader belong to the coroutine of one session; a Response is a plain value.
#pragma once

#include "base/file.h"
#include "base/result.h"
#include "net/asio.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace siaga::net {

class WebSocket;

enum class Verb { get, head, post, put, patch, del, options, other };

/// "GET" … "DELETE"; "other" has no name of its own.
std::string_view name_of(Verb verb);

using Headers = std::vector<std::pair<std::string, std::string>>;

/// First value of a header, names compared without case.
std::optional<std::string_view> find_header(const Headers& headers, std::string_view name);

/// A request's body as it arrives. Nothing is read from the socket, and no "100 Continue" is sent, before the first
/// call. One call at a time. What a handler leaves unread is thrown away after the answer (up to 256 KiB; beyond
/// that the connection is closed).
class BodyReader {
 public:
  virtual ~BodyReader() = default;

  /// 1 to `at_most` bytes; empty once the body has ended.
  /// Errors: invalid (broken chunk; net itself answers 400), unavailable (the peer went away: what was read before
  /// is good, the rest never comes), timeout (nothing came for the server's body_idle_time).
  virtual asio::awaitable<base::Result<std::string>> read_some(std::size_t at_most) = 0;

  /// What the head announced; none when chunked. 0 when there is no body.
  virtual std::optional<std::uint64_t> content_length() const = 0;

  /// The whole body. Errors: those of read_some, and too_large as soon as it is known to pass `limit` (answer 413).
  asio::awaitable<base::Result<std::string>> read_all(std::size_t limit);
};

struct Request {
  Verb verb = Verb::other;
  std::string target;            ///< as sent: "/api/v1/sos?state=open"
  std::string path;              ///< decoded and normalised: starts with '/', no "." or "..", valid UTF-8, no control
                                 ///< characters, no encoded slash (a target that breaks this was answered 400 by net)
  Headers headers;               ///< in the order of arrival; values trimmed
  Headers parameters;            ///< of the query, decoded ('+' is a space), in order
  std::string peer_address;      ///< "127.0.0.1", "::1"; without port
  bool wants_websocket = false;  ///< a well-formed upgrade: Response::upgraded would be honoured
  BodyReader& body;

  /// First value of a header, names compared without case.
  std::optional<std::string_view> header(std::string_view name) const { return find_header(headers, name); }
  /// First value of a query parameter; empty string when it is there without '='.
  std::optional<std::string> query(std::string_view name) const;
};

/// A piece of a file as a body: streamed in pieces of 64 KiB, so memory stays bounded whatever its length.
/// A file that turns out shorter than promised ends the connection: the reader must not take the rest for whole.
struct FileBody {
  base::File file;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  /// Asked before each piece, on the session's thread: false ends the connection there. Empty: to the end.
  std::function<bool()> may_go_on{};
};

struct Response {
  unsigned status = 200;
  /// Content-Length, Connection and Date are net's own and must not be set here. A name or value that isn't a legal
  /// header (a line break!) turns the whole answer into a 500.
  Headers headers;
  std::string body;                ///< not sent for HEAD (but counted), 204 and 304
  std::shared_ptr<FileBody> file;  ///< instead of `body`

  /// Set to take a WebSocket upgrade: when Request::wants_websocket, the status and body above are ignored, the
  /// handshake is made, and this runs to its end; then the socket is closed (1000 unless it was closed before).
  /// On a request that is no upgrade it is answered 426.
  std::function<asio::awaitable<void>(std::shared_ptr<WebSocket>)> upgraded;

  /// Replaces a header of that name or adds it.
  Response& set(std::string_view name, std::string value);
};

/// `body` with its Content-Type.
Response make_response(unsigned status, std::string_view content_type, std::string body);

}  // namespace siaga::net
