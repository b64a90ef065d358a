// HttpClient: one kept-alive HTTPS connection to one hub, made when first needed and again when it was closed.
// Owner: whoever asks; it must outlive the coroutines of its requests.
// Thread: the executor it was made with; await it only from coroutines on that executor. One request at a time (use
// several clients to ask in parallel).
#pragma once

#include "net/endpoint.h"
#include "net/http_message.h"
#include "net/tls.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace siaga::net {

struct ClientResponse {
  unsigned status = 0;
  Headers headers;
  std::string body;

  std::optional<std::string_view> header(std::string_view name) const { return find_header(headers, name); }
};

struct ClientRequest {
  Verb verb = Verb::get;
  std::string target = "/";  ///< path and query, already encoded
  Headers headers;           ///< Host, Content-Length and Connection are net's own
  std::string body;
  std::chrono::milliseconds deadline{30'000};  ///< for everything from connecting to the last byte
  std::size_t body_limit = 16 * 1024 * 1024;   ///< of the answer kept in memory; more is Fault::too_large
  /// Takes the body of a 2xx answer piece by piece instead: it isn't kept, and has no limit. `head`: status and
  /// headers. What it takes long for, the server waits for; its error ends the request. `deadline` is then for the
  /// head, and `piece_deadline` for each piece.
  std::function<base::Result<void>(const ClientResponse& head, std::string_view piece)> on_body{};
  std::chrono::milliseconds piece_deadline{30'000};
};

/// Percent-encodes what isn't unreserved, for a segment of a path or a query's value.
std::string encode_component(std::string_view text);

class HttpClient {
 public:
  HttpClient(asio::any_io_executor executor, Endpoint endpoint, Trust trust);
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient();

  /// Any status is an answer, not an error. A kept-alive connection that the server had closed before the first byte
  /// of an answer is replaced once, silently (bodies are whole, and whoever makes a thing gives its id: a retry is
  /// the same thing).
  /// Errors: unavailable (can't connect, cut off), timeout, untrusted (`field` is the fingerprint that was presented),
  /// too_large, invalid (the answer isn't HTTP), internal (a second request at the same time).
  asio::awaitable<base::Result<ClientResponse>> request(ClientRequest request);

  /// Drops the connection; a waiting request ends with unavailable. The next request connects anew.
  void close();

  /// Of the certificate seen last, refused ones included; empty before the first connection.
  const std::string& presented_fingerprint() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace siaga::net
