// Table log_key: statements about the keys that checkpoints are signed with (proof/key_chain.h), public ones alone.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "store/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace siaga::store::log_key_table {

/// Oldest first.
std::vector<std::string> all(Database& database);
void insert(Database& database, std::string_view note);

}  // namespace siaga::store::log_key_table
