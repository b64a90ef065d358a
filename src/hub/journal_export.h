// Writes a part of the journal as a file that siaga-verify checks offline (proof/export.h): what its reader may see as
// records, everything else as hashes, all of it up to one checkpoint; and signs the digests of reports that travel with
// such a checkpoint. Page by page, so that a reader's thread is never held for long and memory stays bounded.
// Owner: a desk's coroutine. Thread: that of the Database at each call, one at a time.
#pragma once

#include "base/file.h"
#include "hub/account.h"
#include "proof/export.h"
#include "store/checkpoint_table.h"

#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace siaga::hub {

class JournalExport {
 public:
  struct Wish {
    std::uint64_t first = 1;  ///< seq of the first that is shown
    std::uint64_t last = 0;   ///< of the last; not beyond the checkpoint
    std::optional<std::uint64_t>
        known{};                ///< size of a checkpoint that the auditor has: the file can be compared there
    AccountPtr account{};       ///< for whose eyes
    bool only_logbook = false;  ///< everything else as hashes, too
    base::Instant made;
  };

  /// A file in `folder` without a name: it is gone when the export is. `upto`: where the export ends; of `key`.
  /// Errors: those of base::File.
  static base::Result<JournalExport> begin(const std::filesystem::path& folder, Wish wish,
                                           store::checkpoint_table::Row upto, proof::SigningKey key);

  /// The next page. True when the file is whole. Errors: those of base::File; throws StoreFailure.
  base::Result<bool> add_page(store::Database& database);
  std::uint64_t size() const { return written_; }
  base::File take_file() && { return std::move(file_); }

 private:
  /// A size at which hidden leaves are cut into two runs; with what was signed there.
  struct Stop {
    std::uint64_t size = 0;
    std::optional<store::checkpoint_table::Row> signed_there{};
  };

  JournalExport(base::File file, Wish wish, store::checkpoint_table::Row upto, proof::SigningKey key);
  std::string head(store::Database& database);
  bool is_shown(const proof::Leaf& leaf) const;
  void plan_stops(store::Database& database, const proof::KeyChain& chain);
  std::string next_part(store::Database& database);
  std::string records(store::Database& database, std::uint64_t end);
  std::string hidden(store::Database& database);
  std::string stop_here(store::Database& database);
  base::Result<void> write(std::string_view text);

  base::File file_;
  Wish wish_;
  store::checkpoint_table::Row upto_;
  proof::SigningKey key_;
  proof::ExportWriter writer_;
  std::deque<Stop> stops_;
  bool is_begun_ = false;
  std::uint64_t hidden_from_ = 0;  ///< leaves before it are written
  std::uint64_t next_ = 0;         ///< leaves before it are written or wait as hidden ones
  std::uint64_t written_ = 0;      ///< bytes
};

/// A report's file by its name, without folders.
struct NamedDigest {
  std::string name;
  base::Sha256 digest{};
};
/// The signed manifest that reports travel with: no record is shown, `upto` is what they were made of.
std::string sign_files(store::Database& database, const proof::SigningKey& key,
                       const store::checkpoint_table::Row& upto, const std::vector<NamedDigest>& files,
                       const std::string& zone, base::Instant made);

}  // namespace siaga::hub
