#include "store/database.h"

#include "base/log.h"
#include "store/schema.h"
#include "store/statement_cache.h"

#include <sqlite3.h>

namespace siaga::store {

namespace {

constexpr int wait_for_others_ms = 5000;

base::Fault fault_of(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL: return base::Fault::storage_full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return base::Fault::unavailable;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return base::Fault::corrupt;
    default: return base::Fault::internal;
  }
}

}  // namespace

void Database::Closer::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Database::Database(sqlite3* handle) : handle_(handle), cache_(std::make_unique<Cache>()) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&& other) noexcept {
  cache_ = std::move(other.cache_);
  handle_ = std::move(other.handle_);
  return *this;
}
Database::~Database() = default;

Database Database::connect(const std::string& name, int flags) {
  sqlite3* made = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &made, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database{made};
  if (code != SQLITE_OK) database.refuse(code);
  return database;
}

Database Database::in_memory() { return connect(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE); }

base::Result<Database> Database::open(const std::filesystem::path& file, Mode mode) {
  try {
    const int flags = mode == Mode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    Database database = connect(file.string(), flags);
    if (auto checked = check_schema(database); !checked) return checked.error();
    database.set_pragmas(mode);
    if (mode == Mode::read_write) raise_schema(database);
    return database;
  } catch (const StoreFailure& failure) {
    return failure.error();
  }
}

void Database::set_pragmas(Mode mode) {
  sqlite3_busy_timeout(handle_.get(), wait_for_others_ms);
  if (mode == Mode::read_only) {
    run("pragma query_only = on");
    return;
  }
  run("pragma journal_mode = wal");
  run("pragma synchronous = full");
  run("pragma foreign_keys = on");
  run("pragma secure_delete = on");  // what is erased is gone from the file, whatever SQLite was built with
  run("pragma wal_autocheckpoint = 1000");
}

void Database::run_script(const std::string& sql) {
  const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) refuse(code);
}

bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

void Database::checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code != SQLITE_OK) base::log::debug("store.checkpoint", {{"code", std::to_string(code)}});
}

bool Database::empty_wal() {
  sqlite3_busy_timeout(handle_.get(), 0);
  const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(handle_.get(), wait_for_others_ms);
  if (code != SQLITE_OK) base::log::debug("store.wal_not_emptied", {{"code", std::to_string(code)}});
  return code == SQLITE_OK;
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_.get()); }

void Database::refuse(int code) const {
  const std::string detail = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
  throw StoreFailure(fault_of(code), "SQLite: " + detail + " (" + std::to_string(code) + ")");
}

}  // namespace siaga::store
