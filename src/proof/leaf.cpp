#include "proof/leaf.h"

#include <limits>
#include <span>
#include <stdexcept>
#include <string_view>

namespace siaga::proof {

namespace {

constexpr std::string_view magic = "siaga-leaf-v1";

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 255);
}

/// By address: from iterators over other than char, std::string makes another string first.
void append(std::string& out, std::span<const std::uint8_t> bytes) {
  out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

/// To what `data` has already.
void append_leaf(std::string& data, const Leaf& leaf) {
  if (leaf.kind.size() > std::numeric_limits<std::uint16_t>::max()) throw std::length_error("kind of a leaf");
  data += magic;
  append_big_endian(data, leaf.seq, 8);
  append_big_endian(data, static_cast<std::uint64_t>(leaf.at.time_since_epoch().count()), 8);
  append(data, leaf.actor.bytes);
  append(data, leaf.on_behalf_of.bytes);
  append_big_endian(data, leaf.kind.size(), 2);
  data += leaf.kind;
  append(data, leaf.subject.bytes);
  append(data, leaf.unit.bytes);
  append(data, leaf.commitment);
}

}  // namespace

std::string leaf_data(const Leaf& leaf) {
  std::string data;
  append_leaf(data, leaf);
  return data;
}

base::Sha256 leaf_hash(const Leaf& leaf) {
  thread_local std::string data;  // its room is used again: a million leaves are a million allocations less
  data.assign(1, '\0');
  append_leaf(data, leaf);
  return base::sha256(data);
}

}  // namespace siaga::proof
