// Table logbook_row: the logbook as pages of user IDs, found by words, application, status and how long they are kept;
// and the entries of one of them. Half a million of them: what is rare is found by its index and sorted, what is
// frequent is met soon on the way from the newest.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/retention.h"
#include "domain/user_id.h"
#include "store/journal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace siaga::store::logbook_row_table {

struct Row {
  std::uint64_t first_book_no = 0;
  std::uint64_t last_book_no = 0;
  base::Id user_id;
  std::optional<base::Instant> keep_until;
  std::optional<std::string> held;
  std::optional<base::Instant> disposed_at;

  domain::Keeping keeping() const { return {keep_until, held, disposed_at.has_value()}; }
};

enum class Keeping {
  ending,  ///< within 90 days
  held,
  over,
};
struct Filter {
  std::vector<std::string> words;  ///< of words_of
  std::optional<base::Id> application;
  std::optional<std::string> status;  ///< active, inactive, disposed
  std::optional<Keeping> keeping;
  std::optional<std::vector<base::Id>> units;
  std::optional<std::pair<std::uint64_t, std::uint64_t>> books;  ///< has an entry in [first, second)
  base::Instant now;
};
/// What somebody typed, as the words that it is made of; at most eight.
std::vector<std::string> words_of(std::string_view text);

/// The newest entry first, those with an older one than `after`.
std::vector<Row> page(Database& database, const Filter& filter, std::uint64_t after, std::size_t limit);
struct Count {
  std::uint64_t found = 0;  ///< at most `most`
  bool more = false;        ///< there may be more: that would be dear to know
};
Count count(Database& database, const Filter& filter, std::uint64_t most);
/// Not of those that are still planned.
std::optional<Row> find(Database& database, const base::Id& user_id);

/// Nothing releases it.
void hold(Database& database, const base::Id& user_id, const std::optional<std::string>& why);
void dispose(Database& database, const base::Id& user_id, base::Instant at);
/// Some of what FTS5 still keeps of words that were deleted is merged away; true when nothing was left to do.
bool tidy_words(Database& database);

/// book_no of the first entry at `at` or later.
std::uint64_t book_no_at(Database& database, base::Instant at);

struct Entry {
  std::uint64_t book_no = 0;
  StoredEvent event;  ///< its body is empty when it was erased
};
/// Of an event that is an entry; 0 for another.
std::uint64_t book_no_of(Database& database, std::uint64_t seq);
bool has_entry(Database& database, const base::Id& user_id, std::uint64_t book_no);
/// In order; `kind`: only those.
std::vector<Entry> entries(Database& database, const base::Id& user_id, std::optional<std::string_view> kind = {});
/// Those about this subject that are of no user ID: what was found of users whom the logbook didn't have.
std::vector<Entry> entries_of_none(Database& database, const base::Id& subject);

}  // namespace siaga::store::logbook_row_table
