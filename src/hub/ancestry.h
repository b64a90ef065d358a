// The logs that this one goes on from: each restore leaves an epoch behind whose events, up to one, are here as well.
// With it a reader from before a restore hears what is lost, and not that all of it may be.
// Values. Thread: start-up reads them; then constant.
#pragma once

#include "store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::hub {

struct Ancestor {
  std::string epoch;
  std::uint64_t last = 0;  ///< of its events, the newest that was restored
};

/// Oldest first, from the journal. Throws StoreFailure.
std::vector<Ancestor> ancestors(store::Database& database);

/// Up to which seq the log of `epoch` and this one are the same; nothing when it is none of the ancestors.
std::optional<std::uint64_t> shared_up_to(const std::vector<Ancestor>& ancestors, std::string_view epoch);

}  // namespace siaga::hub
