#include "store/look_log.h"

#include <limits>

namespace siaga::store::look_log {

std::vector<Look> newest(Database& database, const base::Id& person, std::optional<std::uint64_t> before,
                         std::size_t limit) {
  const auto end = before.value_or(std::numeric_limits<std::int64_t>::max());
  std::vector<Look> looks;
  auto row = database.query(
      "select seq, at, body from journal where subject = ? and kind = 'person.viewed' and seq < ? "
      "order by seq desc limit ?",
      person, end, limit);
  while (row.next()) looks.push_back({static_cast<std::uint64_t>(row.integer(0)), row.instant(1), row.text(2)});
  return looks;
}

}  // namespace siaga::store::look_log
