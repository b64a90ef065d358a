// The Merkle tree over the journal's leaves (RFC 6962 §2.1): roots, and proofs that one leaf is in it or that it only
// grew. Kept are the hashes of whole subtrees of 256, 65,536 … leaves: no later leaf changes them. All else is computed
// from at most 255 neighbours a tier, so appending, a proof and a restart cost the same whatever the history.
// Values and pure functions; a Tree reads through the function that it was given. Thread: one at a time each.
// Errors: the checks answer false to whatever doesn't hold; nothing a stranger sends can throw.
#pragma once

#include "base/digest.h"

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace siaga::proof {

using Hash = base::Sha256;

/// SHA-256(0x01 ‖ left ‖ right).
Hash node_hash(const Hash& left, const Hash& right);
/// Of a tree without leaves: SHA-256 of nothing.
Hash empty_root();

/// 2^level neighbouring leaves that begin at a multiple of 2^level.
struct Subtree {
  unsigned level = 0;
  Hash hash{};
};

/// A tree as it grows from the left: what is kept is one hash for each bit of its size.
class Frontier {
 public:
  /// A leaf, by its hash (leaf.h).
  void append(const Hash& leaf) { static_cast<void>(append(Subtree{0, leaf})); }
  /// Many leaves at once. False when so many don't begin here; then nothing has changed.
  [[nodiscard]] bool append(const Subtree& subtree);

  std::uint64_t size() const { return size_; }
  Hash root() const;

 private:
  std::vector<Subtree> whole_;  ///< greatest first, no level twice
  std::uint64_t size_ = 0;
};

/// Leaves of a subtree whose hash is kept, at each tier above the leaves.
inline constexpr unsigned levels_a_tier = 8;
inline constexpr std::uint64_t nodes_a_tier = 1u << levels_a_tier;

/// Hashes of `count` neighbouring whole subtrees of 256^tier leaves each (tier 0: the leaves), from the `first` on.
/// May throw what its storage throws; must give exactly `count`.
using ReadTier = std::function<std::vector<Hash>(unsigned tier, std::uint64_t first, std::uint64_t count)>;

/// Proofs over kept hashes. Sizes and indexes are the caller's to check: they must not pass what ReadTier has.
class Tree {
 public:
  explicit Tree(ReadTier read) : read_(std::move(read)) {}

  Hash root(std::uint64_t size) const;
  /// The audit path of the leaf `index` (from 0) in the tree of the first `size` leaves, its sibling first.
  std::vector<Hash> inclusion(std::uint64_t index, std::uint64_t size) const;
  /// That the first `from` leaves of the tree of `to` are the tree of `from`.
  std::vector<Hash> consistency(std::uint64_t from, std::uint64_t to) const;
  /// The leaves from `begin` to before `end` in the fewest whole subtrees, in order, as a Frontier of `begin` takes
  /// them.
  std::vector<Subtree> cover(std::uint64_t begin, std::uint64_t end) const;
  /// The `index`-th of the subtrees of this level.
  Hash subtree(unsigned level, std::uint64_t index) const;

 private:
  Hash range(std::uint64_t begin, std::uint64_t end) const;
  void add_path(std::vector<Hash>& path, std::uint64_t index, std::uint64_t begin, std::uint64_t end) const;

  ReadTier read_;
};

/// RFC 9162 §2.1.3.2.
bool is_included(const Hash& leaf, std::uint64_t index, std::uint64_t size, const std::vector<Hash>& proof,
                 const Hash& root);
/// RFC 9162 §2.1.4.2. Every tree goes on from the empty one.
bool is_consistent(std::uint64_t from, const Hash& from_root, std::uint64_t to, const Hash& to_root,
                   const std::vector<Hash>& proof);

}  // namespace siaga::proof
