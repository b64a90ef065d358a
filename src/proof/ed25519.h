// Ed25519 (RFC 8032) over OpenSSL: what checkpoints are signed with.
// Thread: any; values. Errors: a signature that isn't one is false; OpenSSL failing is a bug and throws.
#pragma once

#include "base/digest.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace siaga::proof {

using Ed25519Public = std::array<std::uint8_t, 32>;

class Ed25519Key {
 public:
  static constexpr std::size_t seed_size = 32;

  /// From the kernel's generator.
  static Ed25519Key make();
  /// Errors: invalid for another length than seed_size.
  static base::Result<Ed25519Key> from_seed(std::string_view seed);

  /// The secret itself: for a file that only the hub reads.
  std::string seed() const { return seed_; }
  const Ed25519Public& public_key() const { return public_; }
  /// 64 bytes, the same for the same message.
  std::string sign(std::string_view message) const;

 private:
  explicit Ed25519Key(std::string seed);
  std::string seed_;
  Ed25519Public public_{};
};

bool is_signature(const Ed25519Public& key, std::string_view message, std::string_view signature);

}  // namespace siaga::proof
