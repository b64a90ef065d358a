// Table planned_move: who moves to which unit on which day (R20).
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/person_move.h"
#include "store/database.h"

#include <optional>
#include <string_view>
#include <vector>

namespace siaga::store::move_table {

/// Still to come, done or dropped.
std::optional<domain::PersonMove> find(Database& database, const base::Id& id);
bool is_to_come(Database& database, const base::Id& id);
std::vector<domain::PersonMove> of_person(Database& database, const base::Id& person);  ///< those to come
/// Those to come whose day has begun by `now`, the earliest first.
std::vector<domain::PersonMove> due(Database& database, base::Instant now);
/// Grants of who moves that were given after it was planned: whoever planned it knew nothing of them.
std::vector<base::Id> later_grants(Database& database, const base::Id& id);
/// When the next one of all is due.
std::optional<base::Instant> next_at(Database& database);
void insert(Database& database, const domain::PersonMove& move, const base::Id& planned_by_version, base::Instant now);
/// `how`: "done", "dropped".
void end(Database& database, const base::Id& id, base::Instant at, std::string_view how);

}  // namespace siaga::store::move_table
