// Table logbook: which events of the journal are entries of the logbook of user IDs, and their numbers, 1, 2, 3 …
// without gaps (R39). An entry's body carries its number and the commitment of the entry before it, so that an extract
// shows what was left out. What an entry says is in the journal and nowhere else.
// Thread: that of the Database; numbers are given on the store thread. Errors: StoreFailure.
#pragma once

#include "base/digest.h"
#include "store/database.h"
#include "store/journal.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace siaga::store::logbook_table {

/// What the next entry must say.
struct Next {
  std::uint64_t book_no = 1;
  std::optional<base::Sha256> previous;  ///< nothing for the first
};
Next next(Database& database);
/// The event that says it. `user_id` nil: of none (a period that was signed off).
void insert(Database& database, std::uint64_t book_no, std::uint64_t seq, const base::Id& user_id);

/// First and last number of the entries with a seq of `first` to `last`; nothing when there is none.
std::optional<std::pair<std::uint64_t, std::uint64_t>> numbers_between(Database& database, std::uint64_t first,
                                                                       std::uint64_t last);
/// Of one user ID's entries, in order.
std::vector<std::uint64_t> numbers_of(Database& database, const base::Id& user_id);
/// Of entries that no row of the logbook has: they are of no user ID, or of a planned one. In order, those after
/// `after`.
std::vector<std::uint64_t> numbers_without_row(Database& database, std::uint64_t after, std::size_t limit);

}  // namespace siaga::store::logbook_table
