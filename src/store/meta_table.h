// Table meta: what the database knows about itself. Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "store/database.h"

#include <optional>
#include <string>
#include <string_view>

namespace siaga::store::meta_table {

std::optional<std::string> find(Database& database, std::string_view key);
/// Replaces an earlier value.
void set(Database& database, std::string_view key, std::string_view value);

}  // namespace siaga::store::meta_table
