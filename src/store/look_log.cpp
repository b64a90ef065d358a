#include "store/look_log.h"

#include <limits>

namespace siaga::store::look_log {

std::vector<Look> newest(Database& database, const base::Id& person, std::optional<std::uint64_t> before,
                         std::size_t limit) {
  const auto end = before.value_or(std::numeric_limits<std::int64_t>::max());
  std::vector<Look> looks;
  auto row = database.query(
      "select seq, at, kind, body from journal where subject = ?1 and actor <> ?1 and "
      "(actor <> zeroblob(16) or on_behalf_of is not null) and "
      "kind in ('person.viewed', 'person.changed', 'password.reset_requested', 'second_factor.removed') and seq < ?2 "
      "order by seq desc limit ?3",
      person, end, limit);
  while (row.next())
    looks.push_back({static_cast<std::uint64_t>(row.integer(0)), row.instant(1), row.text(2), row.text(3)});
  return looks;
}

}  // namespace siaga::store::look_log
