// A single byte range (RFC 9110 §14). Several ranges, other units and malformed ones are ignored, as the RFC allows:
// the whole file is the answer then.
// Pure. Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::net {

/// What to send. `offset + length` is within the bytes that are there.
struct ByteRange {
  enum class Kind { absent, satisfied, unsatisfiable };  ///< 200, 206, 416
  Kind kind = Kind::absent;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;

  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// `available` bytes are there now. While a file grows, "-n" counts from what is there, and a range that begins
/// beyond it is unsatisfiable (ask again later).
ByteRange parse_range(std::optional<std::string_view> header, std::uint64_t available);

/// "bytes 0-99/1234"; with an unknown total (the file still grows) "bytes 0-99/*".
std::string content_range(const ByteRange& range, std::optional<std::uint64_t> total);
/// For a 416: "bytes */1234". The RFC asks for a length here, so a growing file says what it has now.
std::string unsatisfied_range(std::uint64_t available);

/// What a client reads from Content-Range.
struct ContentRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;              ///< inclusive
  std::optional<std::uint64_t> total;  ///< none for '*'

  friend bool operator==(const ContentRange&, const ContentRange&) = default;
};
/// None when it isn't a well-formed, satisfied "bytes" range.
std::optional<ContentRange> parse_content_range(std::string_view header);

}  // namespace siaga::net
