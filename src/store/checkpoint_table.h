// Table checkpoint: what the hub signed of its journal's tree, and when.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "store/database.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace siaga::store::checkpoint_table {

struct Row {
  std::uint64_t size = 0;  ///< events
  base::Instant at;        ///< when it was signed
  std::string note;        ///< verbatim
};

/// Nothing is replaced: a size is signed once.
void insert(Database& database, const Row& row);
std::optional<Row> newest(Database& database);
std::optional<Row> find(Database& database, std::uint64_t size);
/// Of more than `size` events, smallest first.
std::vector<Row> after(Database& database, std::uint64_t size, std::size_t most);
/// At most `most` between (both sizes excluded), as evenly as they lie.
std::vector<Row> between(Database& database, std::uint64_t from, std::uint64_t to, std::size_t most);

}  // namespace siaga::store::checkpoint_table
