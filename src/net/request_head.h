// Private: what a request's head must look like before Beast may parse it. Beast forgives what others read
// differently (folded headers, equal lengths twice, unknown transfer codings); here every such head is refused.
// Pure. Thread: any.
#pragma once

#include "net/http_message.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::net {

/// An answer of net's own, after which the connection is closed.
struct Refusal {
  unsigned status = 400;
  std::string why;  ///< for the log and the answer; contains nothing of the request
};

/// Where a head ends in the bytes that have arrived: the index after its empty line; none while it is incomplete.
/// `refusal` is set as soon as a line ends without CR.
struct HeadEnd {
  std::optional<std::size_t> size;
  std::optional<Refusal> refusal;
};
HeadEnd find_head_end(std::string_view bytes, std::size_t from = 0);

/// The bytes of a whole head, empty line included: request line and header lines in their strict form (RFC 9112 §3,
/// §5).
std::optional<Refusal> check_lines(std::string_view head);

/// The headers' meaning: one Host, one length at most and in one way, single values where two would contradict
/// each other (RFC 9112 §3.2, §6). `http_1_0`: the older version, which knows no chunks.
std::optional<Refusal> check_headers(const Headers& headers, bool http_1_0);

/// A legal header name and value, for what we send ourselves.
bool is_token(std::string_view text);
bool is_field_value(std::string_view text);

}  // namespace siaga::net
