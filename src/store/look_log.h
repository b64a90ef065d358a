// Who looked at somebody's record, as the journal knows it: its person.viewed events, newest first.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "base/clock.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace siaga::store::look_log {

struct Look {
  std::uint64_t seq = 0;
  base::Instant at;
  std::string body;  ///< JSON, as it was committed to
};

/// Older than `before`, when it is given.
std::vector<Look> newest(Database& database, const base::Id& person, std::optional<std::uint64_t> before,
                         std::size_t limit);

}  // namespace siaga::store::look_log
