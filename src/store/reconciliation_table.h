// Table reconciliation: when each application's users were last held against the logbook, and what came of it; and what
// the logbook and the people are compared by. Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/reconciliation.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::store::reconciliation_table {

struct Row {
  base::Id application;
  base::Instant since;  ///< first thought of
  std::optional<base::Instant> begun_at{};
  std::optional<base::Instant> ended_at{};
  std::string fault{};                     ///< base::name_of; empty: it went well
  std::optional<base::Instant> good_at{};  ///< the end of the last one that went well
  std::uint64_t users = 0;                 ///< of the last one that went well
  std::uint64_t listed = 0;                ///< of them new in the logbook
};
std::optional<Row> find(Database& database, const base::Id& application);
/// New or changed.
void keep(Database& database, const Row& row);

/// One user ID, and what its cases say of its agent.
struct Known {
  base::Id id;
  base::Id application;
  std::string user_name;
  std::string email;
  std::optional<base::Id> person{};
  bool closed = false;
  std::optional<base::Instant> ended_at{};
  std::optional<base::Instant> left_at{};  ///< 24:00 of the last working day: of its newest case that stands
  std::optional<std::string> last_day{};
  std::optional<std::string> hired_on{};
  bool in_hand = false;  ///< a case that isn't carried out takes care of it
  bool planned = false;  ///< to be made: nobody has said that it was, and the hub isn't at it
  bool orphan = false;   ///< nobody's: in the logbook since somebody accepted that
};
/// Of all applications, in the order in which they were listed.
std::vector<Known> all_known(Database& database);

struct Address {
  base::Id person;
  std::string email;
};
/// Of everybody in the directory.
std::vector<Address> addresses(Database& database);

}  // namespace siaga::store::reconciliation_table
