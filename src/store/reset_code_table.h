// Table reset_code: codes for a forgotten password (R30), known by their salted SHA-256 alone.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "base/digest.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <string_view>

namespace siaga::store::reset_code_table {

/// Codes of the three stand side by side: none replaces another or has its tries. The numbers are stored.
enum class AskedBy { anybody, known_console, administrator };

struct Row {
  base::Id id;
  std::optional<base::Id> person;  ///< nothing: of an address that is nobody's
  Bytes salt;
  base::Sha256 hash{};
  base::Instant created_at;
  base::Instant expires_at;
  std::int64_t tries = 0;  ///< wrong ones
  AskedBy asked_by = AskedBy::anybody;
  std::string peer;  ///< the address that asked
};

void insert(Database& database, const Row& row);
/// The one that can still be used: at most one of each kind.
std::optional<Row> find_live(Database& database, const base::Id& person, AskedBy who, base::Instant now);
/// Those made after `after`, whatever became of them.
std::int64_t count(Database& database, const base::Id& person, AskedBy who, base::Instant after);
/// Those that nobody known asked for from this address.
std::int64_t count_from(Database& database, const base::Id& person, std::string_view peer, base::Instant after);
void count_wrong(Database& database, const base::Id& id);
void mark_used(Database& database, const base::Id& id, base::Instant at);
/// Ends the live one of a kind, unused.
void end_live(Database& database, const base::Id& person, AskedBy who, base::Instant now);
/// Ends all.
void end_of_person(Database& database, const base::Id& person, base::Instant now);
void forget(Database& database, base::Instant before);

}  // namespace siaga::store::reset_code_table
