#include "store/known_console_table.h"

#include <span>

namespace siaga::store::known_console_table {

namespace {
std::span<const std::uint8_t> bytes_of(const base::Sha256& hash) { return hash; }
}  // namespace

bool is_known(Database& database, const base::Id& person, const base::Sha256& token_hash) {
  auto row =
      database.query("select 1 from known_console where person = ? and token_hash = ?", person, bytes_of(token_hash));
  return row.next();
}

void remember(Database& database, const base::Id& person, const base::Sha256& token_hash, base::Instant at) {
  database.run(
      "insert into known_console (person, token_hash, used_at) values (?, ?, ?) "
      "on conflict (person, token_hash) do update set used_at = excluded.used_at",
      person, bytes_of(token_hash), at);
  database.run(
      "delete from known_console where person = ? and token_hash not in "
      "(select token_hash from known_console where person = ? order by used_at desc limit ?)",
      person, person, most_of_person);
}

}  // namespace siaga::store::known_console_table
