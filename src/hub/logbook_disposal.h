// After its two years a user ID goes (R39): what its entries and findings said is emptied, who it was is taken from its
// row, its letters and proofs are taken away; that it was, its numbers, commitments and proofs stay. Each copy in the
// database goes: pages are overwritten (secure_delete); hub/logbook_upkeep.h deletes the letters' files, merges away
// the words of the search and cuts off what the WAL still has of older pages, also when the hub ended in between.
// Exports are gone an hour after they were made. Backups keep it until they are at their own end. Thread: the store
// thread, inside a job. Errors: StoreFailure.
#pragma once

#include "hub/account.h"
#include "hub/case_book.h"
#include "store/letter_table.h"

#include <string>
#include <string_view>
#include <vector>

namespace siaga::hub {

/// In meta, another value at each disposal: what was disposed of may still be in FTS5's segments or in the WAL.
/// `tidied` once it isn't.
inline constexpr std::string_view untidy_words = "logbook_words_untidy";
inline constexpr std::string_view tidied = "0";

struct Disposal {
  std::vector<base::Id> user_ids;
  std::string text;
  store::letter_table::Row minutes;  ///< the berita acara
};
/// Gives the last entry. Errors: conflict, field "user_ids/N": the first that may not go; then nothing is kept of it.
/// `now`: the hub's clock, by which the two years are counted.
base::Result<store::Appended> dispose(store::Ledger& ledger, const case_book::Hand& hand,
                                      const domain::Standing& standing, const Disposal& wish, base::Instant now);

/// They go onto paper as a berita acara that isn't signed yet: an event, like each export (R40). Nothing of them
/// changes. Errors: as of dispose().
base::Result<store::Appended> tell_draft(store::Ledger& ledger, const Account& by,
                                         const std::vector<base::Id>& user_ids, base::Instant now);

}  // namespace siaga::hub
