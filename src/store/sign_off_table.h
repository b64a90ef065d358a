// Table logbook_sign_off: periods of the logbook that somebody reviewed, as the entries about them say.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "base/day.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace siaga::store::sign_off_table {

struct Row {
  std::uint64_t seq = 0;
  std::uint64_t book_no = 0;
  base::Id by;  ///< version
  base::Day from;
  base::Day to;
  std::string text;
};
void insert(Database& database, const Row& row);
std::optional<Row> find(Database& database, std::uint64_t seq);
/// The newest first.
std::vector<Row> newest(Database& database, std::size_t most);

}  // namespace siaga::store::sign_off_table
