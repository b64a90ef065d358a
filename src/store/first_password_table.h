// Table first_password: what a new user ID opens with, sealed, until the team leader has read it once (R38).
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "store/database.h"

#include <optional>

namespace siaga::store::first_password_table {

struct Row {
  base::Id of_case;
  base::Id reader;  ///< the person under whose order it was made
  Bytes sealed;
  base::Instant made_at;
};
std::optional<Row> find(Database& database, const base::Id& of_case);
/// In the place of an earlier one.
void insert(Database& database, const Row& row);
void forget(Database& database, const base::Id& of_case);
/// Those made at or before `before`; how many.
std::int64_t forget_until(Database& database, base::Instant before);
bool any_until(Database& database, base::Instant before);

}  // namespace siaga::store::first_password_table
