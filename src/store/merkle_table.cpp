#include "store/merkle_table.h"

#include <algorithm>
#include <span>

namespace siaga::store::merkle_table {

namespace {

/// Whole subtrees of a tier: they are kept without gaps.
std::uint64_t count(Database& database, unsigned tier) {
  auto row = database.query("select max(idx) from merkle_node where tier = ?", tier);
  return row.next() && !row.is_null(0) ? static_cast<std::uint64_t>(row.integer(0)) + 1 : 0;
}

std::vector<proof::Hash> read(Database& database, unsigned tier, std::uint64_t first, std::uint64_t wanted) {
  const auto end = first + wanted;
  auto row = tier == 0
                 ? database.query("select leaf from journal where seq > ? and seq <= ? order by seq", first, end)
                 : database.query("select hash from merkle_node where tier = ? and idx >= ? and idx < ? order by idx",
                                  tier, first, end);
  std::vector<proof::Hash> hashes;
  while (row.next()) hashes.push_back(row.sha256(0));
  if (hashes.size() != wanted) throw StoreFailure(base::Fault::corrupt, "hashes of the journal's tree are missing");
  return hashes;
}

proof::Hash root_of(std::span<const proof::Hash> hashes) {
  proof::Frontier tree;
  for (const auto& hash : hashes) tree.append(hash);
  return tree.root();
}

}  // namespace

proof::Tree tree(Database& database) {
  return proof::Tree{[&database](unsigned tier, std::uint64_t first, std::uint64_t wanted) {
    return read(database, tier, first, wanted);
  }};
}

std::optional<Nodes> missing(Database& database, std::uint64_t leaves, std::size_t most) {
  auto below = leaves;
  for (unsigned tier = 1; below >= proof::nodes_a_tier; ++tier) {
    const auto whole = below / proof::nodes_a_tier;
    const auto kept = count(database, tier);
    if (kept >= whole) {
      below = whole;
      continue;
    }
    Nodes nodes{tier, kept, {}};
    const auto last = std::min<std::uint64_t>(whole, kept + most);
    for (auto index = kept; index < last; ++index)
      nodes.hashes.push_back(root_of(read(database, tier - 1, index * proof::nodes_a_tier, proof::nodes_a_tier)));
    return nodes;
  }
  return std::nullopt;
}

void insert(Database& database, const Nodes& nodes) {
  auto index = nodes.first;
  for (const auto& hash : nodes.hashes)
    database.run("insert or ignore into merkle_node (tier, idx, hash) values (?, ?, ?)", nodes.tier, index++,
                 std::span<const std::uint8_t>{hash});
}

}  // namespace siaga::store::merkle_table
