// One run of a prepared statement: bound at once, stepped row by row, returned to its database's cache when it goes.
// Owner: a local variable of whoever asks; must not outlive its Database. Thread: that of its Database.
// Errors: StoreFailure. Parameters are bound as SQLite's own types: ids and digests as blobs, times as microseconds.
#pragma once

#include "base/clock.h"
#include "base/digest.h"
#include "base/id.h"

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3_stmt;

namespace siaga::store {

class Database;

using Bytes = std::vector<std::uint8_t>;

class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  /// True when there is a row to read.
  bool next();
  /// For statements without rows.
  void finish();

  // Columns of the present row, from 0. A column of another type reads as SQLite converts it; null reads as 0 or empty
  // unless optional_… is asked.
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  Bytes blob(int column) const;
  base::Id id(int column) const;  ///< StoreFailure(corrupt) when it isn't 16 bytes
  base::Instant instant(int column) const;
  base::Sha256 sha256(int column) const;

  std::optional<std::int64_t> optional_integer(int column) const;
  std::optional<std::string> optional_text(int column) const;
  std::optional<base::Id> optional_id(int column) const;
  std::optional<base::Instant> optional_instant(int column) const;

 private:
  friend class Database;
  Statement(Database& database, std::string_view sql);

  void bind(int index, std::nullptr_t);
  void bind(int index, std::int64_t value);
  void bind(int index, double value);
  void bind(int index, std::string_view text);
  void bind(int index, std::span<const std::uint8_t> bytes);
  void bind(int index, const base::Id& id) { bind(index, std::span<const std::uint8_t>{id.bytes}); }
  void bind(int index, base::Instant at) { bind(index, std::int64_t{at.time_since_epoch().count()}); }
  template <std::integral T>
  void bind(int index, T value) {
    bind(index, static_cast<std::int64_t>(value));
  }
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    if (value) {
      bind(index, *value);
    } else {
      bind(index, nullptr);
    }
  }

  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Handle = std::unique_ptr<sqlite3_stmt, Finalizer>;

  Database* database_;
  std::string sql_;
  Handle handle_;
};

}  // namespace siaga::store
