// Tables application and application_secret: what user IDs are for, and what its connector signs in with.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/user_id.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace siaga::store::application_table {

std::optional<domain::Application> find(Database& database, const base::Id& id);
/// By name.
std::vector<domain::Application> all(Database& database);
/// New or changed.
void keep(Database& database, const domain::Application& application);

/// Sealed (hub/secret_box.h); nothing when there is none.
std::optional<Bytes> secret(Database& database, const base::Id& application);
void set_secret(Database& database, const base::Id& application, const std::optional<Bytes>& sealed);
bool any_secret(Database& database);

}  // namespace siaga::store::application_table
