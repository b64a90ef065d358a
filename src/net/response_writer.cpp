#include "net/response_writer.h"

#include "base/clock.h"
#include "base/log.h"
#include "net/response_head.h"

#include <algorithm>

namespace siaga::net {
namespace {

asio::awaitable<bool> write_piece(TlsStream& stream, std::string_view bytes, std::chrono::milliseconds limit) {
  lowest(stream).expires_after(limit);
  const auto buffer = asio::buffer(bytes);
  const auto [error, written] = co_await asio::async_write(stream, buffer, as_result);
  co_return !error;
}

asio::awaitable<bool> write_body(TlsStream& stream, std::string_view body, std::chrono::milliseconds limit) {
  while (!body.empty()) {
    const std::string_view piece = body.substr(0, piece_bytes);
    const bool written = co_await write_piece(stream, piece, limit);
    if (!written) co_return false;
    body.remove_prefix(piece.size());
  }
  co_return true;
}

asio::awaitable<bool> write_file(TlsStream& stream, std::shared_ptr<FileBody> body, std::chrono::milliseconds limit) {
  std::uint64_t offset = body->offset;
  std::uint64_t left = body->length;
  while (left > 0) {
    if (body->may_go_on && !body->may_go_on()) co_return false;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece_bytes));
    const auto piece = body->file.read_at(offset, wanted);
    if (!piece || piece->empty()) {
      base::log::error("net.file_ended_early", {{"missing", std::to_string(left)}});
      co_return false;
    }
    const std::string_view bytes = *piece;
    const bool written = co_await write_piece(stream, bytes, limit);
    if (!written) co_return false;
    offset += bytes.size();
    left -= bytes.size();
  }
  co_return true;
}

}  // namespace

asio::awaitable<bool> write_response(TlsStream& stream, Response response, Writing how) {
  const bool bodiless = response.status == 204 || response.status == 304;
  Framing framing;
  framing.length = response.file ? response.file->length : response.body.size();
  framing.announce_length = !bodiless;
  framing.keep_alive = how.keep_alive;
  const base::SystemClock clock;
  auto head = format_head(response, framing, clock.now());
  if (!head) {
    base::log::error("net.illegal_answer", {{"why", base::log::describe(head.error())}});
    response = Response{};
    response.status = 500;
    framing.length = 0;
    framing.announce_length = true;
    head = format_head(response, framing, clock.now());
  }
  std::string_view body = bodiless || how.head_only || response.file ? std::string_view{} : response.body;
  // The head and a short body leave as one record.
  const std::string_view first = body.substr(0, piece_bytes);
  head->append(first);
  body.remove_prefix(first.size());
  const std::string_view bytes = *head;
  bool written = co_await write_piece(stream, bytes, how.piece_time);
  if (written) written = co_await write_body(stream, body, how.piece_time);
  if (written && response.file && !bodiless && !how.head_only)
    written = co_await write_file(stream, response.file, how.piece_time);
  co_return written;
}

}  // namespace siaga::net
