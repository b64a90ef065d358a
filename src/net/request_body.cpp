#include "net/request_body.h"

#include <algorithm>

namespace siaga::net {
namespace {

constexpr std::uint64_t most_discarded = 256 * 1024;

// What Beast's parser dislikes is the peer's fault; an early end is only bad luck.
bool is_bad_framing(boost::system::error_code error) {
  const boost::system::error_code sample = http::error::bad_chunk;
  if (error.category() != sample.category()) return false;
  return error != http::error::partial_message && error != http::error::end_of_stream;
}

// Beast takes a bare line feed inside quotes for part of an extension; who takes it for the end of the line sees other
// chunks behind it.
void refuse_line_breaks(std::uint64_t, beast::string_view extensions, boost::system::error_code& error) {
  if (!is_field_value({extensions.data(), extensions.size()})) error = http::error::bad_chunk_extension;
}

}  // namespace

RequestBody::RequestBody(TlsStream& stream, beast::flat_buffer& buffer, RequestParser& parser, bool wants_continue,
                         Patience patience)
    : stream_(stream),
      buffer_(buffer),
      parser_(parser),
      wants_continue_(wants_continue),
      patience_(patience),
      check_chunk_(refuse_line_breaks) {
  parser_.on_chunk_header(check_chunk_);
}

asio::awaitable<base::Result<std::string>> RequestBody::read_some(std::size_t at_most) {
  if (failure_) co_return *failure_;
  if (wants_continue_ && !finished()) co_await send_continue();
  std::string piece(std::clamp<std::size_t>(at_most, 1, piece_bytes), '\0');
  while (!parser_.is_done()) {
    auto& into = parser_.get().body();
    into.data = piece.data();
    into.size = piece.size();
    if (dribbles()) co_return remember(beast::error::timeout);
    lowest(stream_).expires_after(patience_.idle);
    const auto [error, consumed] = co_await http::async_read_some(stream_, buffer_, parser_, as_result);
    if (error && error != http::error::need_buffer) co_return remember(error);
    const std::size_t got = piece.size() - into.size;
    if (got == 0) continue;
    came_ += got;
    piece.resize(got);
    co_return piece;
  }
  co_return std::string{};
}

std::optional<std::uint64_t> RequestBody::content_length() const {
  if (parser_.chunked()) return std::nullopt;
  const auto length = parser_.content_length();
  return length ? *length : 0;
}

bool RequestBody::worth_finishing() const {
  if (finished()) return true;
  const auto left = parser_.content_length_remaining();
  return !wants_continue_ && !failure_ && left && *left <= most_discarded;
}

asio::awaitable<bool> RequestBody::discard() {
  while (!finished()) {
    const auto piece = co_await read_some(piece_bytes);
    if (!piece) co_return false;
  }
  co_return true;
}

asio::awaitable<void> RequestBody::send_continue() {
  static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  wants_continue_ = false;
  if (buffer_.size() > 0) co_return;  // the peer didn't wait
  lowest(stream_).expires_after(patience_.idle);
  const auto bytes = asio::buffer(go_on);
  // A failure shows at the read that follows.
  co_await asio::async_write(stream_, bytes, as_result);
}

// A byte now and then would hold a connection for ever.
bool RequestBody::dribbles() const {
  const auto lasted = std::chrono::steady_clock::now() - begun_;
  if (lasted <= patience_.grace) return false;
  const auto seconds = std::chrono::duration<double>(lasted).count();
  return static_cast<double>(came_) < seconds * static_cast<double>(patience_.bytes_per_second);
}

base::Error RequestBody::remember(boost::system::error_code error) {
  if (error == beast::error::timeout)
    failure_ = base::fail(base::Fault::timeout, "the body stopped arriving");
  else if (is_bad_framing(error))
    failure_ = base::fail(base::Fault::invalid, "broken framing of the body");
  else
    failure_ = base::fail(base::Fault::unavailable, "the peer went away in the middle of the body");
  return *failure_;
}

}  // namespace siaga::net
