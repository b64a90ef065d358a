// Table role_grant: who holds which role, where, from when to when.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/access.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace siaga::store::grant_table {

std::optional<domain::Grant> find(Database& database, const base::Id& id);
/// Those that have ended, too; the one that began first comes first.
std::vector<domain::Grant> of_person(Database& database, const base::Id& person);
std::vector<domain::Grant> of_role(Database& database, domain::Role role);
/// `given_at`: when the hub hears of it; nothing for what was there from the beginning.
void insert(Database& database, const domain::Grant& grant, const std::optional<base::Instant>& given_at = {});
void set_until(Database& database, const base::Id& id, base::Instant until);

}  // namespace siaga::store::grant_table
