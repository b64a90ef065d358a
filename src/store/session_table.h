// Table session: who is signed in. Tokens are known by their SHA-256 alone.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "base/digest.h"
#include "domain/second_factor.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::store::session_table {

struct Row {
  base::Sha256 token_hash{};
  base::Id person;
  std::string console;
  base::Instant opened_at;
  base::Instant expires_at;
  base::Id id;       ///< names it to its owner
  std::string peer;  ///< address
  base::Instant used_at;
  domain::SecondFactor second_factor = domain::SecondFactor::none;
  bool alarms_only = false;  ///< a role has made it too old, or idle too long, for anything else
};

/// Nothing when it was signed out or has expired by `now`.
std::optional<Row> find_open(Database& database, const base::Sha256& token_hash, base::Instant now);
/// Whether a session of this token was closed (else it only grew too old); nothing when there never was one, or long
/// ago.
std::optional<bool> was_closed(Database& database, const base::Sha256& token_hash);
/// Those that are open, the one used last first.
std::vector<Row> of_person(Database& database, const base::Id& person, base::Instant now);
void insert(Database& database, const Row& row);
void mark_used(Database& database, const base::Sha256& token_hash, base::Instant at);
void set_second_factor(Database& database, const base::Sha256& token_hash, domain::SecondFactor state);
/// Whether it was opened with a second factor, or has enrolled one since.
bool showed_factor(Database& database, const base::Sha256& token_hash);
/// The factor that they showed is gone: another one must be shown by each of them.
void forget_factor(Database& database, const base::Id& person);
/// From `now` on it is good for alarms alone. True when it was open and good for more.
bool narrow(Database& database, const base::Sha256& token_hash, base::Instant now);
/// True when it was open.
bool close(Database& database, const base::Sha256& token_hash, base::Instant now);
/// Closes all that are open, and says which.
std::vector<Row> close_of_person(Database& database, const base::Id& person, base::Instant now);
/// Rows that ended before `before` are of no more use.
void forget_ended(Database& database, base::Instant before);

}  // namespace siaga::store::session_table
