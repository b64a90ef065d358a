// Table mail: what goes out, and what became of it.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "store/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::store::mail_table {

struct Row {
  base::Id id;
  std::string kind;
  std::string recipient;
  std::string subject;
  std::string body;
  base::Instant created_at;
  base::Instant expires_at;
  std::int64_t tries = 0;
};

/// To be tried at once.
void insert(Database& database, const Row& row);
/// Those whose time has come, the oldest first; a new one's has, whatever the clock says.
std::vector<Row> due(Database& database, base::Instant now, std::size_t limit);
/// When the next one comes due; nothing when none waits.
std::optional<base::Instant> next_try(Database& database);

/// No more tries; subject and text, which name people, are emptied.
void mark_sent(Database& database, const base::Id& id, base::Instant at);
void give_up(Database& database, const base::Id& id, std::string_view why);
void try_later(Database& database, const base::Id& id, base::Instant at, std::string_view why);
/// Gives up what is of no more use at `now`.
void expire(Database& database, base::Instant now);
/// Rows that ended and were made before `before`.
void forget_ended(Database& database, base::Instant before);

struct Counts {
  std::uint64_t waiting = 0;
  std::uint64_t failed = 0;  ///< given up and not forgotten yet
};
Counts counts(Database& database);

/// What the mail server hasn't taken at the first try.
struct Late {
  std::uint64_t waiting = 0;           ///< tried in vain, tried again
  std::uint64_t given_up = 0;          ///< of those written after `after`
  std::optional<base::Instant> since;  ///< when the oldest of them was written
};
Late late(Database& database, base::Instant after);

}  // namespace siaga::store::mail_table
