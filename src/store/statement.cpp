#include "store/statement.h"

#include "store/database.h"
#include "store/statement_cache.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace siaga::store {

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement::Statement(Database& database, std::string_view sql) : database_(&database), sql_(sql) {
  if (auto* idle = database.cache_->take(sql_)) {
    handle_.reset(idle);
    return;
  }
  sqlite3_stmt* made = nullptr;
  const int code = sqlite3_prepare_v3(database.handle_.get(), sql_.data(), static_cast<int>(sql_.size()),
                                      SQLITE_PREPARE_PERSISTENT, &made, nullptr);
  handle_.reset(made);
  if (code != SQLITE_OK) database.refuse(code);
}

Statement::Statement(Statement&&) noexcept = default;

Statement::~Statement() {
  if (!handle_) return;
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
  database_->cache_->give_back(sql_, handle_.release());
}

bool Statement::next() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_->refuse(code);
  return false;
}

void Statement::finish() {
  while (next()) {
  }
}

void Statement::bind(int index, std::nullptr_t) { sqlite3_bind_null(handle_.get(), index); }
void Statement::bind(int index, std::int64_t value) { sqlite3_bind_int64(handle_.get(), index, value); }
void Statement::bind(int index, double value) { sqlite3_bind_double(handle_.get(), index, value); }
void Statement::bind(int index, std::string_view text) {
  sqlite3_bind_text64(handle_.get(), index, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
}
void Statement::bind(int index, std::span<const std::uint8_t> bytes) {
  if (bytes.empty()) {
    sqlite3_bind_zeroblob(handle_.get(), index, 0);
  } else {
    sqlite3_bind_blob64(handle_.get(), index, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
  }
}

bool Statement::is_null(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(handle_.get(), column); }

std::string Statement::text(int column) const {
  const auto* bytes = sqlite3_column_text(handle_.get(), column);
  const auto count = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return bytes == nullptr ? std::string{} : std::string{reinterpret_cast<const char*>(bytes), count};
}

Bytes Statement::blob(int column) const {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_.get(), column));
  const auto count = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return bytes == nullptr ? Bytes{} : Bytes{bytes, bytes + count};
}

namespace {

template <class Array>
Array fixed(const Bytes& bytes) {
  Array array{};
  if (bytes.size() != array.size()) throw StoreFailure(base::Fault::corrupt, "a blob of the wrong length");
  std::ranges::copy(bytes, array.begin());
  return array;
}

}  // namespace

base::Id Statement::id(int column) const { return base::Id{fixed<decltype(base::Id::bytes)>(blob(column))}; }
base::Sha256 Statement::sha256(int column) const { return fixed<base::Sha256>(blob(column)); }
base::Instant Statement::instant(int column) const { return base::Instant{std::chrono::microseconds{integer(column)}}; }

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}
std::optional<std::string> Statement::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}
std::optional<base::Id> Statement::optional_id(int column) const {
  if (is_null(column)) return std::nullopt;
  return id(column);
}
std::optional<base::Instant> Statement::optional_instant(int column) const {
  if (is_null(column)) return std::nullopt;
  return instant(column);
}

}  // namespace siaga::store
