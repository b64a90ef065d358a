#include "net/http_message.h"

#include "net/websocket.h"

#include <algorithm>

namespace siaga::net {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

constexpr std::size_t read_piece = 16 * 1024;

}  // namespace

std::string_view name_of(Verb verb) {
  switch (verb) {
    case Verb::get: return "GET";
    case Verb::head: return "HEAD";
    case Verb::post: return "POST";
    case Verb::put: return "PUT";
    case Verb::patch: return "PATCH";
    case Verb::del: return "DELETE";
    case Verb::options: return "OPTIONS";
    case Verb::other: break;
  }
  return "other";
}

std::optional<std::string_view> find_header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers)
    if (same_name(key, name)) return value;
  return std::nullopt;
}

asio::awaitable<base::Result<std::string>> BodyReader::read_all(std::size_t limit) {
  const base::Error too_large = base::fail(base::Fault::too_large, "the body is over its limit");
  if (const auto length = content_length(); length && *length > limit) co_return too_large;
  std::string body;
  for (;;) {
    auto piece = co_await read_some(read_piece);
    if (!piece) co_return piece.error();
    if (piece->empty()) co_return body;
    if (body.size() + piece->size() > limit) co_return too_large;
    body += *piece;
  }
}

std::optional<std::string> Request::query(std::string_view name) const {
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  return std::nullopt;
}

Response& Response::set(std::string_view name, std::string value) {
  std::erase_if(headers, [&](const auto& header) { return same_name(header.first, name); });
  headers.emplace_back(std::string(name), std::move(value));
  return *this;
}

Response make_response(unsigned status, std::string_view content_type, std::string body) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.set("Content-Type", std::string(content_type));
  return response;
}

}  // namespace siaga::net
