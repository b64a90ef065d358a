// tus 1.0 (https://tus.io/protocols/resumable-upload), the parts that are text: headers in, headers out.
// Pure: no sockets, no files. Thread: any.
#pragma once

#include "base/digest.h"
#include "base/result.h"
#include "net/http_message.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::net::tus {

inline constexpr std::string_view version = "1.0.0";
inline constexpr std::string_view extensions =
    "creation,creation-defer-length,creation-with-upload,checksum,termination";
inline constexpr std::string_view checksum_algorithms = "sha256,sha1";
inline constexpr std::string_view patch_content_type = "application/offset+octet-stream";

/// Whether `Tus-Resumable` is there and ours. Errors: unsupported (answer 412 with Tus-Version).
base::Result<void> check_version(const Headers& headers);

/// Digits only, up to 2^63 - 1. Errors: invalid, `field` is the header's name.
base::Result<std::uint64_t> parse_offset(const Headers& headers);

/// What a creation announces. `length` is empty when deferred (`Upload-Defer-Length: 1`).
struct Creation {
  std::optional<std::uint64_t> length;
  std::map<std::string, std::string> metadata;
};
/// Errors: invalid when neither or both of Upload-Length and Upload-Defer-Length are there, or one is malformed.
base::Result<Creation> parse_creation(const Headers& headers);

/// Upload-Length on a PATCH that ends a deferral; none when absent. Errors: invalid.
base::Result<std::optional<std::uint64_t>> parse_length(const Headers& headers);

/// "key base64,key2 base64,flag": keys unique, 1–64 printable ASCII characters without space or comma; at most 16
/// pairs, 4 KiB in all; values valid base64. Errors: invalid.
base::Result<std::map<std::string, std::string>> parse_metadata(std::string_view text);
std::string format_metadata(const std::map<std::string, std::string>& metadata);

struct Checksum {
  base::DigestKind kind = base::DigestKind::sha256;
  std::vector<std::uint8_t> bytes;  ///< 32 or 20
};
/// None when there is no Upload-Checksum. Errors: invalid (malformed, wrong length), unsupported (another algorithm).
base::Result<std::optional<Checksum>> parse_checksum(const Headers& headers);
std::string format_checksum(const Checksum& checksum);

}  // namespace siaga::net::tus
