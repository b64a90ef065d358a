// One connection to SQLite, with the pragmas that durability needs: WAL, synchronous FULL, foreign keys, a checkpoint
// every 1000 pages (prototypes.md, "Store"). All SQL goes through query() and run(); their statements are cached.
// Owner: the store thread (the one writer) or a reader of the pool. Thread: one at a time.
// Errors: open() answers; everything else throws StoreFailure.
#pragma once

#include "store/failure.h"
#include "store/statement.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;

namespace siaga::store {

class Database {
 public:
  enum class Mode {
    read_write,  ///< made if missing, raised to the present schema
    read_only,   ///< of a database that a read_write connection holds open
  };

  /// Errors: unsupported (made by a newer hub, or no database of ours: nothing was touched), corrupt, storage_full,
  /// internal.
  static base::Result<Database> open(const std::filesystem::path& file, Mode mode);
  /// An empty database in memory without schema, for tests of SQL.
  static Database in_memory();

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// Parameters are bound in order to the statement's question marks.
  template <class... Values>
  Statement query(std::string_view sql, const Values&... values) {
    Statement statement{*this, sql};
    [[maybe_unused]] int index = 0;
    (statement.bind(++index, values), ...);
    return statement;
  }
  /// Runs to the end and says how many rows changed.
  template <class... Values>
  std::int64_t run(std::string_view sql, const Values&... values) {
    query(sql, values...).finish();
    return changes();
  }
  /// Several statements without parameters.
  void run_script(const std::string& sql);

  /// False after SQLite has rolled the transaction back by itself (a full disk).
  bool in_transaction() const;
  /// Moves what it can from the WAL to the database without waiting for readers. Never throws.
  void checkpoint();
  /// Moves all of it and cuts the WAL to nothing, so that no older copy of a page stays in it. False when somebody
  /// reads an older moment: nobody is waited for. Outside of transactions. Never throws.
  bool empty_wal();

 private:
  friend class Statement;
  friend class OnlineCopy;  // store/backup.cpp
  struct Cache;
  struct Closer {
    void operator()(sqlite3* handle) const;
  };
  explicit Database(sqlite3* handle);
  static Database connect(const std::string& name, int flags);
  void set_pragmas(Mode mode);
  std::int64_t changes() const;
  [[noreturn]] void refuse(int code) const;

  std::unique_ptr<sqlite3, Closer> handle_;
  std::unique_ptr<Cache> cache_;  // goes before the handle
};

}  // namespace siaga::store
