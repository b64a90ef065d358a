#include "store/backup.h"

#include "base/file.h"
#include "store/transaction.h"

#include <sqlite3.h>

#include <memory>

namespace siaga::store {

namespace {

constexpr int pages_a_step = 256;  // a MiB

struct Finish {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

base::Error stopped() { return base::fail(base::Fault::unavailable, "stopped", "stopped"); }

std::filesystem::path raw_beside(const std::filesystem::path& to) {
  auto raw = to;
  raw += ".raw";
  return raw;
}

}  // namespace

/// A friend of Database, since the backup's functions want both handles.
class OnlineCopy {
 public:
  OnlineCopy(Database& from, Database& to)
      : from_(from), to_(to), backup_(sqlite3_backup_init(to.handle_.get(), "main", from.handle_.get(), "main")) {
    if (!backup_) to_.refuse(sqlite3_errcode(to_.handle_.get()));
  }

  /// False once everything is there.
  bool step() {
    const int code = sqlite3_backup_step(backup_.get(), pages_a_step);
    if (code != SQLITE_OK && code != SQLITE_DONE) to_.refuse(code);
    return code == SQLITE_OK;
  }
  std::uint64_t whole() const { return bytes(sqlite3_backup_pagecount(backup_.get())); }
  std::uint64_t done() const { return whole() - bytes(sqlite3_backup_remaining(backup_.get())); }

  /// Without schema: the copy brings it.
  static Database connect(const std::filesystem::path& file) {
    return Database::connect(file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  }

 private:
  std::uint64_t bytes(int pages) const {
    auto row = from_.query("pragma page_size");
    return row.next() ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(row.integer(0)) : 0;
  }

  Database& from_;
  Database& to_;
  std::unique_ptr<sqlite3_backup, Finish> backup_;
};

namespace {

/// Page by page, free ones too. False when the watch said stop.
bool copy_pages(Database& from, const std::filesystem::path& raw, const CopyWatch& watch) {
  auto to = OnlineCopy::connect(raw);
  to.run("pragma journal_mode = off");  // what breaks off here is thrown away
  to.run("pragma synchronous = off");
  const ReadTransaction moment{from};
  from.query("select count(*) from sqlite_schema").finish();  // the moment is that of the first read
  OnlineCopy copy{from, to};
  while (true) {
    const bool more = copy.step();
    if (!watch(copy.done(), copy.whole())) return false;
    if (!more) return true;
  }
}

void forget_secrets(Database& raw) {
  raw.run("pragma journal_mode = off");
  raw.run("pragma secure_delete = on");
  for (const auto table : secret_tables)  // an older database hasn't all of them yet
    if (raw.query("select 1 from sqlite_schema where type = 'table' and name = ?", table).next())
      raw.run("delete from " + std::string{table});
}

void rewrite(const std::filesystem::path& raw, const std::filesystem::path& to) {
  {
    auto database = OnlineCopy::connect(raw);
    forget_secrets(database);
    database.run("vacuum into ?", std::string_view{to.native()});
  }
  for (const auto* more : {"", "-journal", "-wal", "-shm"}) std::filesystem::remove(raw.string() + more);
}

}  // namespace

void leave_wal(Database& database) {
  auto mode = database.query("pragma journal_mode = delete");
  if (!mode.next() || mode.text(0) != "delete")
    throw StoreFailure(base::Fault::unavailable, "somebody else has the database open");
}

base::Result<void> copy_database(const std::filesystem::path& from, const std::filesystem::path& to,
                                 const CopyWatch& watch) {
  std::error_code code;
  if (!std::filesystem::is_regular_file(from, code))
    return base::fail(base::Fault::not_found, "there is no database at " + from.string(), "from");
  try {
    auto source = Database::open(from, Database::Mode::read_only);
    if (!source) return source.error();
    const auto raw = raw_beside(to);
    if (!copy_pages(*source, raw, watch)) return stopped();
    rewrite(raw, to);
    auto raised = Database::open(to, Database::Mode::read_write);
    if (!raised) return raised.error();
    leave_wal(*raised);
  } catch (const StoreFailure& failure) {
    return failure.error();
  } catch (const std::filesystem::filesystem_error& failure) {
    return base::fail(base::Fault::internal, failure.what());
  }
  auto file = base::File::open(to, base::File::Mode::read_write);
  if (!file) return file.error();
  return file->sync();
}

}  // namespace siaga::store
