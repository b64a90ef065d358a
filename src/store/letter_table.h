// Tables letter and letter_to_delete: resignation letters and pictures that prove what was done. Their bytes are in the
// media folder, where recordings are, and are what `sha256` says; a case names the letter that belongs to it. A row
// that goes leaves its id behind until its file is gone, too. Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "base/digest.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::store::letter_table {

struct Row {
  base::Id id;  ///< given by whoever sends it
  base::Id uploader;
  std::string file_name;     ///< as said; never used as a path
  std::string content_type;  ///< as its first bytes say
  std::uint64_t size = 0;
  base::Sha256 sha256{};
  base::Instant at;
  std::optional<base::Id> of_case;  ///< nothing until a case or an attempt names it
};

std::optional<Row> find(Database& database, const base::Id& id);
void insert(Database& database, const Row& row);
void attach(Database& database, const base::Id& id, const base::Id& of_case);
std::vector<Row> of_case(Database& database, const base::Id& one);
/// Takes those of a case away (R39).
void forget_of_case(Database& database, const base::Id& one);
std::vector<Row> all(Database& database);
/// How many wait for a case of theirs.
std::uint64_t unattached(Database& database, const base::Id& uploader);
/// Takes those away that came before `before` and that no case ever named.
void forget_unattached(Database& database, base::Instant before);
/// A letter that wasn't kept: its file goes, unless somebody's row has this id by now.
void abandon(Database& database, const base::Id& id);

/// Whose files are still to be deleted.
std::vector<base::Id> to_delete(Database& database, std::size_t most);
bool is_to_delete(Database& database, const base::Id& id);
void note_deleted(Database& database, const base::Id& id);

}  // namespace siaga::store::letter_table
