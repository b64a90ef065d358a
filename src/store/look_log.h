// Who looked at somebody's record, or changed how they sign in, as the journal knows it; newest first.
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
  std::string kind;  ///< person.viewed, person.changed, password.reset_requested, second_factor.removed
  std::string body;  ///< JSON, as it was committed to
};

/// What other people did, older than `before`, when it is given.
std::vector<Look> newest(Database& database, const base::Id& person, std::optional<std::uint64_t> before,
                         std::size_t limit);

}  // namespace siaga::store::look_log
