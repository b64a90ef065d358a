#include "store/second_factor_table.h"

namespace siaga::store::second_factor_table {

namespace {

std::span<const std::uint8_t> as_blob(const Bytes& bytes) { return bytes; }

void forget_codes(Database& database, const base::Id& person) {
  database.run("delete from recovery_code where person = ?", person);
}

}  // namespace

bool any(Database& database) { return database.query("select 1 from second_factor limit 1").next(); }

std::optional<Row> find(Database& database, const base::Id& person) {
  auto row = database.query(
      "select person, secret, begun_at, confirmed_at, last_step from second_factor where person = ?", person);
  if (!row.next()) return std::nullopt;
  return Row{row.id(0), row.blob(1), row.instant(2), row.optional_instant(3), row.optional_integer(4)};
}

bool is_confirmed(Database& database, const base::Id& person) {
  return database.query("select 1 from second_factor where person = ? and confirmed_at is not null", person).next();
}

void begin(Database& database, const base::Id& person, const Bytes& sealed_secret, base::Instant at) {
  remove(database, person);
  database.run("insert into second_factor (person, secret, begun_at) values (?, ?, ?)", person, as_blob(sealed_secret),
               at);
}

void confirm(Database& database, const base::Id& person, base::Instant at, std::int64_t step,
             const std::vector<RecoveryCode>& codes) {
  database.run("update second_factor set confirmed_at = ?, last_step = ? where person = ?", at, step, person);
  forget_codes(database, person);
  for (const auto& code : codes)
    database.run("insert into recovery_code (person, salt, hash) values (?, ?, ?)", person, as_blob(code.salt),
                 as_blob(code.hash));
}

void set_last_step(Database& database, const base::Id& person, std::int64_t step) {
  database.run("update second_factor set last_step = ? where person = ?", step, person);
}

bool remove(Database& database, const base::Id& person) {
  forget_codes(database, person);
  return database.run("delete from second_factor where person = ?", person) > 0;
}

std::vector<RecoveryCode> unused_codes(Database& database, const base::Id& person) {
  std::vector<RecoveryCode> codes;
  auto row = database.query("select salt, hash from recovery_code where person = ? and used_at is null", person);
  while (row.next()) codes.push_back({row.blob(0), row.blob(1)});
  return codes;
}

void mark_used(Database& database, const base::Id& person, const RecoveryCode& code, base::Instant at) {
  database.run("update recovery_code set used_at = ? where person = ? and salt = ?", at, person, as_blob(code.salt));
}

}  // namespace siaga::store::second_factor_table
