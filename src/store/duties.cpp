#include "store/duties.h"

namespace siaga::store {

Duties duties_of(Database& database, const base::Id& person) {
  auto row = database.query(
      "select (select count(*) from sos where owner = ?1 and closed_at is null), "
      "(select count(*) from user_id_case where order_by = ?1 and state in ('received', 'requested'))",
      person);
  row.next();
  return {static_cast<std::uint64_t>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1))};
}

}  // namespace siaga::store
