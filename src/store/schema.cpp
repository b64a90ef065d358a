#include "store/schema.h"

#include "base/id.h"
#include "store/embedded_sql.h"
#include "store/meta_table.h"
#include "store/transaction.h"

namespace siaga::store {

namespace {

std::int64_t pragma(Database& database, std::string_view name) {
  auto row = database.query("pragma " + std::string{name});
  return row.next() ? row.integer(0) : 0;
}

bool is_empty(Database& database) {
  auto row = database.query("select count(*) from sqlite_schema");
  row.next();
  return row.integer(0) == 0;
}

void mark(Database& database, std::int64_t version) {
  database.run_script("pragma application_id = " + std::to_string(application_id) +
                      "; pragma user_version = " + std::to_string(version));
}

}  // namespace

std::int64_t newest_schema() { return static_cast<std::int64_t>(upgrade_sql.size()); }

base::Result<void> check_schema(Database& database) {
  const auto application = pragma(database, "application_id");
  const auto version = pragma(database, "user_version");
  if (application == 0 && version == 0 && is_empty(database)) return {};
  if (application != application_id)
    return base::fail(base::Fault::unsupported, "the file is a database of another program");
  if (version > newest_schema())
    return base::fail(base::Fault::unsupported, "the database has schema " + std::to_string(version) +
                                                    ", this program knows up to " + std::to_string(newest_schema()));
  return {};
}

void raise_schema(Database& database) {
  Transaction transaction{database};  // reads the version under the write lock
  const auto version = pragma(database, "user_version");
  if (version == newest_schema()) return;
  if (version == 0) {
    database.run_script(schema_sql);
    renew_epoch(database);
  }
  for (auto step = version; version != 0 && step < newest_schema(); ++step)
    database.run_script(upgrade_sql.at(static_cast<std::size_t>(step)));
  mark(database, newest_schema());
  transaction.commit();
}

std::string epoch(Database& database) {
  auto value = meta_table::find(database, "epoch");
  if (!value) throw StoreFailure(base::Fault::corrupt, "the database has no epoch");
  return std::move(*value);
}

void renew_epoch(Database& database) { meta_table::set(database, "epoch", base::to_hex(base::random_bytes(16))); }

}  // namespace siaga::store
