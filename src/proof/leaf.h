// An event as a leaf of the Merkle tree: who did what to what, where and when, without names (design.md §2).
// The encoding is fixed for ever, since an auditor recomputes it years later; a change is a new magic.
// Thread: any; values and pure functions.
#pragma once

#include "base/clock.h"
#include "base/digest.h"
#include "base/id.h"

#include <cstdint>
#include <string>

namespace siaga::proof {

struct Leaf {
  std::uint64_t seq = 0;  ///< 1, 2, 3 … without gaps, in commit order
  base::Instant at;       ///< the hub's time
  base::Id actor;
  base::Id on_behalf_of;  ///< nil when the actor acted for nobody else
  std::string kind;       ///< "sos.raised"; at most 65535 bytes
  base::Id subject;
  base::Id unit;
  base::Sha256 commitment{};  ///< of the body (proof/commitment.h)
};

/// The bytes that are hashed and proven; integers are big-endian:
///
///     "siaga-leaf-v1"  13 bytes of ASCII
///     seq               8, unsigned
///     at                8, signed, microseconds since 1970-01-01T00:00:00Z
///     actor            16
///     on_behalf_of     16
///     kind              2 + n: unsigned length, then the bytes
///     subject          16
///     unit             16
///     commitment       32
///
/// Throws std::length_error for a kind that is too long: kinds are ours, so that would be a bug.
std::string leaf_data(const Leaf& leaf);

/// SHA-256(0x00 ‖ leaf_data): a leaf of RFC 6962 §2.1, which no inner node can equal.
base::Sha256 leaf_hash(const Leaf& leaf);

}  // namespace siaga::proof
