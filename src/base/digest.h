// SHA-256 and SHA-1 (the latter for tus checksums and one-time codes only), bytes as text, and random bytes.
// Thread: a Digest belongs to one thread at a time; the functions are safe from any.
#pragma once

#include "base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::base {

using Sha256 = std::array<std::uint8_t, 32>;

enum class DigestKind { sha256, sha1 };

/// Running digest; update in any pieces. Copying forks the state, so a partial result can be read while bytes arrive.
class Digest {
 public:
  explicit Digest(DigestKind kind);
  Digest(const Digest& other);
  Digest& operator=(const Digest& other);
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;
  ~Digest();

  void update(std::string_view bytes);
  /// Ends the digest; the object may only be assigned or destroyed afterwards. 32 or 20 bytes.
  std::vector<std::uint8_t> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Sha256 sha256(std::string_view bytes);

/// Keyed SHA-1 (RFC 2104): what authenticator apps compute their codes with. An empty key is allowed.
std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, std::string_view bytes);

std::string to_hex(std::span<const std::uint8_t> bytes);
/// Errors: Fault::invalid for odd length or a character outside 0-9a-fA-F.
Result<std::vector<std::uint8_t>> from_hex(std::string_view text);

/// Standard alphabet with padding (RFC 4648 §4).
std::string to_base64(std::string_view bytes);
/// Errors: Fault::invalid.
Result<std::string> from_base64(std::string_view text);

/// From the kernel's generator; throws when it fails (a bug of the machine).
std::vector<std::uint8_t> random_bytes(std::size_t count);

}  // namespace siaga::base
