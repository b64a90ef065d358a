// Table merkle_node: hashes of whole subtrees of the tree over the journal, 256^tier leaves each (proof/tree.h). They
// are kept by whoever is about to sign, and not with the event: an alarm's commit writes nothing for them. What is
// missing is found from what is there, so an upgraded journal and one that was left alone for a while are the same
// case. Thread: that of the Database. Errors: StoreFailure; corrupt when leaves or nodes are missing in between.
#pragma once

#include "proof/tree.h"
#include "store/database.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace siaga::store::merkle_table {

/// Reads leaves from the journal and nodes from this table; must not outlive `database`. Good for sizes up to which
/// missing() has found nothing.
proof::Tree tree(Database& database);

/// Neighbouring nodes of one tier.
struct Nodes {
  unsigned tier = 1;
  std::uint64_t first = 0;
  std::vector<proof::Hash> hashes;
};
/// The next nodes to keep for the first `leaves` events, lowest tier first, at most `most` of them (256 leaves are read
/// for each); nothing when all are there.
std::optional<Nodes> missing(Database& database, std::uint64_t leaves, std::size_t most);
/// Nodes that are there already stay.
void insert(Database& database, const Nodes& nodes);

}  // namespace siaga::store::merkle_table
