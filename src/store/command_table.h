// Table command: commands that were obeyed, so that a retry gets the receipt of the first time.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "store/journal.h"

#include <optional>
#include <string_view>

namespace siaga::store::command_table {

struct Row {
  base::Id id;  ///< given by the sender
  base::Id person;
  std::string kind;  ///< of the event
  base::Id subject;
  Appended receipt;
};

std::optional<Row> find(Database& database, const base::Id& id);
void insert(Database& database, const Row& row);

}  // namespace siaga::store::command_table
