// Table known_console: from which consoles somebody has signed in. Tokens are known by their SHA-256 alone.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "base/digest.h"
#include "store/database.h"

namespace siaga::store::known_console_table {

/// Of a person: the ones used last stay.
inline constexpr std::int64_t most_of_person = 20;

bool is_known(Database& database, const base::Id& person, const base::Sha256& token_hash);
/// New, or used again.
void remember(Database& database, const base::Id& person, const base::Sha256& token_hash, base::Instant at);

}  // namespace siaga::store::known_console_table
