// The promise that a leaf makes about an event's particulars (design.md §2): body and salt can be erased by law
// or retention, and the leaf and all proofs over it still hold.
// Thread: any; a pure function.
#pragma once

#include "base/digest.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace siaga::proof {

/// Bytes of a salt. Random, one salt an event: without it a short body could be guessed from its commitment.
inline constexpr std::size_t salt_size = 16;

/// SHA-256(salt ‖ body); `body` is the JSON byte for byte as it is stored.
base::Sha256 commit(std::span<const std::uint8_t, salt_size> salt, std::string_view body);

}  // namespace siaga::proof
