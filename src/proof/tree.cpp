#include "proof/tree.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

namespace siaga::proof {

namespace {

constexpr unsigned highest_level = 62;  // more leaves than a journal can number

/// Of whole neighbours, as many as a power of two.
Hash join(std::span<const Hash> hashes) {
  if (hashes.size() == 1) return hashes.front();
  const auto half = hashes.size() / 2;
  return node_hash(join(hashes.first(half)), join(hashes.subspan(half)));
}

/// Where RFC 6962 splits a tree of more than one leaf: the largest power of two below its size.
std::uint64_t split(std::uint64_t size) { return std::bit_floor(size - 1); }

/// The greatest level at which a whole subtree begins at `begin` and doesn't pass `end`.
unsigned level_at(std::uint64_t begin, std::uint64_t end) {
  const auto fits = static_cast<unsigned>(std::bit_width(end - begin)) - 1;
  return begin == 0 ? fits : std::min(fits, static_cast<unsigned>(std::countr_zero(begin)));
}

}  // namespace

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<char, 1 + 32 + 32> bytes;
  bytes[0] = 1;
  std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), bytes.begin() + 33);
  return base::sha256({bytes.data(), bytes.size()});
}

Hash empty_root() { return base::sha256({}); }

bool Frontier::append(const Subtree& subtree) {
  if (subtree.level > highest_level) return false;
  const auto leaves = std::uint64_t{1} << subtree.level;
  if (size_ % leaves != 0 || size_ + leaves > std::uint64_t{1} << highest_level) return false;
  auto grown = subtree;
  while (!whole_.empty() && whole_.back().level == grown.level) {
    grown = {grown.level + 1, node_hash(whole_.back().hash, grown.hash)};
    whole_.pop_back();
  }
  whole_.push_back(grown);
  size_ += leaves;
  return true;
}

Hash Frontier::root() const {
  if (whole_.empty()) return empty_root();
  auto hash = whole_.back().hash;
  for (auto left = whole_.rbegin() + 1; left != whole_.rend(); ++left) hash = node_hash(left->hash, hash);
  return hash;
}

Hash Tree::subtree(unsigned level, std::uint64_t index) const {
  const auto height = level % levels_a_tier;
  return join(read_(level / levels_a_tier, index << height, std::uint64_t{1} << height));
}

/// Not empty; `begin` is a multiple of the range's greatest power of two, as in every split of RFC 6962.
Hash Tree::range(std::uint64_t begin, std::uint64_t end) const {
  const auto size = end - begin;
  if (std::has_single_bit(size)) {
    const auto level = static_cast<unsigned>(std::countr_zero(size));
    return subtree(level, begin >> level);
  }
  const auto middle = begin + split(size);
  return node_hash(range(begin, middle), range(middle, end));
}

Hash Tree::root(std::uint64_t size) const { return size == 0 ? empty_root() : range(0, size); }

void Tree::add_path(std::vector<Hash>& path, std::uint64_t index, std::uint64_t begin, std::uint64_t end) const {
  if (end - begin == 1) return;
  const auto middle = begin + split(end - begin);
  if (index < middle) {
    add_path(path, index, begin, middle);
    path.push_back(range(middle, end));
  } else {
    add_path(path, index, middle, end);
    path.push_back(range(begin, middle));
  }
}

std::vector<Hash> Tree::inclusion(std::uint64_t index, std::uint64_t size) const {
  std::vector<Hash> path;
  add_path(path, index, 0, size);
  return path;
}

std::vector<Hash> Tree::consistency(std::uint64_t from, std::uint64_t to) const {
  if (from == 0 || from == to) return {};
  // SUBPROOF of RFC 6962 §2.1.2, from the outside inwards; what is found comes out in the opposite order.
  std::vector<Hash> proof;
  std::uint64_t begin = 0;
  std::uint64_t end = to;
  while (end != from) {
    const auto middle = begin + split(end - begin);
    if (from <= middle) {
      proof.push_back(range(middle, end));
      end = middle;
    } else {
      proof.push_back(range(begin, middle));
      begin = middle;
    }
  }
  if (begin != 0) proof.push_back(range(begin, end));  // else the verifier has it: it is the root of `from`
  std::ranges::reverse(proof);
  return proof;
}

std::vector<Subtree> Tree::cover(std::uint64_t begin, std::uint64_t end) const {
  std::vector<Subtree> found;
  while (begin < end) {
    const auto level = level_at(begin, end);
    found.push_back({level, subtree(level, begin >> level)});
    begin += std::uint64_t{1} << level;
  }
  return found;
}

bool is_included(const Hash& leaf, std::uint64_t index, std::uint64_t size, const std::vector<Hash>& proof,
                 const Hash& root) {
  if (index >= size) return false;
  auto at = index;
  auto last = size - 1;
  auto hash = leaf;
  for (const auto& other : proof) {
    if (last == 0) return false;
    if (at % 2 == 1 || at == last) {
      hash = node_hash(other, hash);
      while (at % 2 == 0 && at != 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, other);
    }
    at >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

bool is_consistent(std::uint64_t from, const Hash& from_root, std::uint64_t to, const Hash& to_root,
                   const std::vector<Hash>& proof) {
  if (from > to) return false;
  if (from == to) return proof.empty() && from_root == to_root;
  if (from == 0) return proof.empty() && from_root == empty_root();
  auto rest = std::span{proof};
  auto first = from_root;
  if (!std::has_single_bit(from)) {
    if (rest.empty()) return false;
    first = rest.front();
    rest = rest.subspan(1);
  }
  auto at = from - 1;
  auto last = to - 1;
  const auto common = std::countr_one(at);
  at >>= common;
  last >>= common;
  auto old_hash = first;
  auto new_hash = first;
  for (const auto& other : rest) {
    if (last == 0) return false;
    if (at % 2 == 1 || at == last) {
      old_hash = node_hash(other, old_hash);
      new_hash = node_hash(other, new_hash);
      while (at % 2 == 0 && at != 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      new_hash = node_hash(new_hash, other);
    }
    at >>= 1;
    last >>= 1;
  }
  return last == 0 && old_hash == from_root && new_hash == to_root;
}

}  // namespace siaga::proof
