// Tables second_factor and recovery_code: what stands beside a person's password. Secrets are sealed and codes hashed
// before they come here.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "store/database.h"

#include <optional>
#include <vector>

namespace siaga::store::second_factor_table {

struct Row {
  base::Id person;
  Bytes secret;  ///< sealed
  base::Instant begun_at;
  std::optional<base::Instant> confirmed_at;  ///< nothing: begun, and not yet asked for
  std::optional<std::int64_t> last_step;
};

struct RecoveryCode {
  Bytes salt;
  Bytes hash;
};

bool any(Database& database);
std::optional<Row> find(Database& database, const base::Id& person);
/// Whether it is asked for at signing in.
bool is_confirmed(Database& database, const base::Id& person);
/// In place of an earlier one.
void begin(Database& database, const base::Id& person, const Bytes& sealed_secret, base::Instant at);
/// From now on it is asked for; the codes replace earlier ones.
void confirm(Database& database, const base::Id& person, base::Instant at, std::int64_t step,
             const std::vector<RecoveryCode>& codes);
void set_last_step(Database& database, const base::Id& person, std::int64_t step);
/// True when there was one. Its recovery codes go too.
bool remove(Database& database, const base::Id& person);

std::vector<RecoveryCode> unused_codes(Database& database, const base::Id& person);
void mark_used(Database& database, const base::Id& person, const RecoveryCode& code, base::Instant at);

}  // namespace siaga::store::second_factor_table
