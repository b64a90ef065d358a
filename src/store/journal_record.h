// The journal's rows as an auditor gets them: leaf, what it commits to, and its hash as it was stored.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "proof/leaf.h"
#include "store/database.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace siaga::store {

struct JournalRecord {
  proof::Leaf leaf;
  base::Sha256 hash{};
  Bytes salt;        ///< 16 bytes; none once it was erased
  std::string body;  ///< byte for byte; empty once it was erased

  bool is_erased() const { return salt.empty() && body.empty(); }
};

/// Those after `seq`, up to and with `last`, in order; at least one if there is one, until they pass `byte_limit`.
std::vector<JournalRecord> read_records(Database& database, std::uint64_t seq, std::uint64_t last,
                                        std::size_t byte_limit);

/// Empties body and salt, by law or retention: the commitment and every proof still hold. False when there is no such
/// event. What else repeats the body (tables, exports, backups) is the caller's to empty.
bool erase_record(Database& database, std::uint64_t seq);

}  // namespace siaga::store
