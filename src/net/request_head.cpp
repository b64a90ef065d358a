#include "net/request_head.h"

#include <algorithm>
#include <array>

namespace siaga::net {
namespace {

constexpr std::size_t most_headers = 100;

bool is_token_char(char c) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

std::optional<Refusal> refuse(std::string why, unsigned status = 400) { return Refusal{status, std::move(why)}; }

std::optional<Refusal> check_request_line(std::string_view line) {
  const auto first = line.find(' ');
  const auto second = first == std::string_view::npos ? first : line.find(' ', first + 1);
  if (second == std::string_view::npos) return refuse("malformed request line");
  const std::string_view target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  if (!is_token(line.substr(0, first))) return refuse("malformed method");
  const auto printable = [](char c) { return c > ' ' && c <= '~' && c != '#'; };
  if (target.empty() || !std::all_of(target.begin(), target.end(), printable)) return refuse("malformed target");
  if (version == "HTTP/1.1" || version == "HTTP/1.0") return std::nullopt;
  const bool other = version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.';
  return other ? refuse("only HTTP/1.1 is spoken", 505) : refuse("malformed version");
}

std::optional<Refusal> check_header_line(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t') return refuse("folded header");
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return refuse("malformed header name");
  if (!is_field_value(line.substr(colon + 1))) return refuse("malformed header value");
  return std::nullopt;
}

std::size_t count(const Headers& headers, std::string_view name) {
  std::size_t found = 0;
  for (const auto& header : headers) {
    const Headers one{header};
    if (find_header(one, name)) ++found;
  }
  return found;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool same(std::string_view a, std::string_view lower_case) {
  return std::equal(a.begin(), a.end(), lower_case.begin(), lower_case.end(),
                    [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x | 0x20 : x) == y; });
}

std::optional<Refusal> check_framing(const Headers& headers, bool http_1_0) {
  const auto length = find_header(headers, "Content-Length");
  const auto coding = find_header(headers, "Transfer-Encoding");
  if (length && coding) return refuse("both Content-Length and Transfer-Encoding");
  if (coding && (http_1_0 || !same(*coding, "chunked"))) return refuse("unknown transfer coding");
  if (length && (!is_digits(*length) || length->size() > 18)) return refuse("malformed Content-Length");
  return std::nullopt;
}

std::optional<Refusal> check_host(const Headers& headers, bool http_1_0) {
  const auto host = find_header(headers, "Host");
  if (!host) return http_1_0 ? std::nullopt : refuse("no Host");
  const auto legal = [](char c) { return is_token_char(c) || c == ':' || c == '[' || c == ']'; };
  if (host->empty() || !std::all_of(host->begin(), host->end(), legal)) return refuse("malformed Host");
  return std::nullopt;
}

}  // namespace

HeadEnd find_head_end(std::string_view bytes, std::size_t from) {
  HeadEnd end;
  for (auto i = bytes.find('\n', from); i != std::string_view::npos; i = bytes.find('\n', i + 1)) {
    if (i == 0 || bytes[i - 1] != '\r') {
      end.refusal = Refusal{400, "a line ends without CR"};
      return end;
    }
    if (i == 1 || (i >= 3 && bytes.substr(i - 3, 4) == "\r\n\r\n")) {
      end.size = i + 1;
      return end;
    }
  }
  return end;
}

std::optional<Refusal> check_lines(std::string_view head) {
  std::size_t lines = 0;
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    if (end == std::string_view::npos) return refuse("incomplete head");
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end + 2);
    if (line.empty()) return lines > 0 && head.empty() ? std::nullopt : refuse("misplaced empty line");
    if (auto refusal = lines == 0 ? check_request_line(line) : check_header_line(line)) return refusal;
    if (++lines > most_headers + 1) return refuse("too many headers", 431);
  }
  return refuse("incomplete head");
}

std::optional<Refusal> check_headers(const Headers& headers, bool http_1_0) {
  constexpr std::array<std::string_view, 12> single = {
      "Host",          "Content-Length", "Transfer-Encoding", "Authorization", "Content-Type",    "Expect",
      "Upload-Offset", "Upload-Length",  "Tus-Resumable",     "Range",         "Upload-Checksum", "Sec-WebSocket-Key"};
  for (const auto name : single)
    if (count(headers, name) > 1) return refuse(std::string(name) + " is there twice");
  if (auto refusal = check_host(headers, http_1_0)) return refusal;
  if (auto refusal = check_framing(headers, http_1_0)) return refusal;
  if (const auto expect = find_header(headers, "Expect"); expect && !same(*expect, "100-continue"))
    return refuse("unknown expectation", 417);
  return std::nullopt;
}

bool is_token(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char); }

bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= ' ' && byte != 0x7f);
  });
}

}  // namespace siaga::net
