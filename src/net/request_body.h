// Private: BodyReader over a session's stream and Beast's parser.
// Owner: the session's coroutine that serves one request; stream, buffer and parser outlive it. Thread: the session's.
// Errors: as BodyReader says; the first one stays, and every later read gives it again.
#pragma once

#include "net/http_message.h"
#include "net/request_head.h"
#include "net/stream.h"

#include <chrono>
#include <optional>

namespace siaga::net {

using RequestParser = http::request_parser<http::buffer_body>;

class RequestBody final : public BodyReader {
 public:
  struct Patience {
    std::chrono::milliseconds idle{0};   ///< without a byte
    std::chrono::milliseconds grace{0};  ///< before the average counts
    std::uint64_t bytes_per_second = 0;  ///< on average
  };

  /// The parser has read the head. `wants_continue`: the peer holds the body back until it is told to go on.
  RequestBody(TlsStream& stream, beast::flat_buffer& buffer, RequestParser& parser, bool wants_continue,
              Patience patience);

  asio::awaitable<base::Result<std::string>> read_some(std::size_t at_most) override;
  std::optional<std::uint64_t> content_length() const override;

  /// The last byte was read, or there never was one.
  bool finished() const { return parser_.is_done(); }
  /// What ended the reading early: decides whether the peer can still be answered.
  const std::optional<base::Error>& failure() const { return failure_; }
  /// Whether throwing the rest away is cheaper than a new connection.
  bool worth_finishing() const;
  /// Reads and drops what is left. False when the connection is of no more use.
  asio::awaitable<bool> discard();

 private:
  asio::awaitable<void> send_continue();
  base::Error remember(boost::system::error_code error);
  bool dribbles() const;

  TlsStream& stream_;
  beast::flat_buffer& buffer_;
  RequestParser& parser_;
  bool wants_continue_;
  Patience patience_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::uint64_t came_ = 0;
  void (*check_chunk_)(std::uint64_t, beast::string_view, boost::system::error_code&);  ///< the parser refers to it
  std::optional<base::Error> failure_;
};

}  // namespace siaga::net
