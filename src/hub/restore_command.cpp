#include "hub/restore_command.h"

#include "base/file.h"
#include "hub/events.h"
#include "hub/file_copy.h"
#include "hub/manifest.h"
#include "hub/verify_command.h"
#include "store/backup.h"
#include "store/data_folder.h"
#include "store/journal.h"
#include "store/schema.h"
#include "store/transaction.h"

#include <algorithm>
#include <set>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr const char* unfinished_database = "hub.db.restoring";

/// A fresh disk's own folder doesn't count.
bool is_empty_folder(const fs::path& folder) {
  std::error_code code;
  if (!fs::exists(folder, code)) return !code;
  const fs::directory_iterator entries{folder, code};
  return !code && std::ranges::all_of(begin(entries), end(entries),
                                      [](const auto& entry) { return entry.path().filename() == "lost+found"; });
}

/// What a restore has put into a folder: gone again unless it is kept.
class NewData {
 public:
  explicit NewData(fs::path path) : path_(std::move(path)) {
    std::error_code code;
    existed_ = fs::exists(path_, code);
  }
  NewData(const NewData&) = delete;
  NewData& operator=(const NewData&) = delete;
  ~NewData() {
    std::error_code code;
    if (kept_) return;
    fs::remove_all(path_ / "media", code);
    for (const auto* more : {"", "-wal", "-shm", "-journal"})
      fs::remove(path_ / (std::string{unfinished_database} + more), code);
    fs::remove(path_ / "lock", code);
    if (!existed_) fs::remove(path_, code);
  }
  void keep() { kept_ = true; }

 private:
  fs::path path_;
  bool existed_ = false;
  bool kept_ = false;
};

Result<Manifest> read_checked(const fs::path& backup, const Watch& watch) {
  auto manifest = read_manifest(backup);
  if (!manifest) {
    auto error = manifest.error();
    error.field = "from";
    return error;
  }
  const auto faults = faults_of_files(backup, *manifest, watch);
  if (!faults) return faults.error();
  if (!faults->empty()) return fail(Fault::corrupt, faults->front(), "from");
  return manifest;
}

Result<void> copy_files(const fs::path& backup, const fs::path& data, const Manifest& manifest, const Watch& watch) {
  std::uint64_t done = 0;
  const ByteWatch counting = [&](std::uint64_t bytes) {
    done += bytes;
    return watch(Stage::recordings, done, manifest.bytes());
  };
  std::set<fs::path> folders{data / "media"};
  for (const auto& file : manifest.files) {
    const auto to = data / (file.path == database_name ? unfinished_database : file.path);
    const auto copied = copy_file(backup / file.path, to, file.size, counting);
    if (!copied) return copied.error();
    if (*copied != Digested{file.size, file.sha256})
      return fail(Fault::corrupt, file.path + " is damaged: it isn't what the manifest says", "from");
    folders.insert(to.parent_path());
  }
  if (auto made = base::make_folder(data / "media"); !made) return made;
  for (const auto& folder : folders)
    if (auto synced = base::sync_folder(folder); !synced) return synced;
  return {};
}

store::EventDraft restored_event(const Manifest& manifest) {
  protocol::EventBody body;
  body.epoch = manifest.epoch;
  body.last = manifest.last_seq;
  body.backed_up_at = manifest.made_at;
  return draft({{}, protocol::EventKind::hub_restored, {}, {}}, body);
}

/// Another epoch, and the event that says so, in one commit; then the file stands alone.
Result<void> begin_new_epoch(const fs::path& file, const Manifest& manifest, const base::Clock& clock) {
  auto database = store::Database::open(file, store::Database::Mode::read_write);
  if (!database) return database.error();
  try {
    store::Transaction transaction{*database};
    store::renew_epoch(*database);
    store::Journal journal{*database, clock, &clock_stepped};
    journal.append(restored_event(manifest));
    transaction.commit();
    store::leave_wal(*database);
  } catch (const store::StoreFailure& failure) {
    return failure.error();
  }
  return {};
}

Result<void> give_name(const fs::path& data) {
  std::error_code code;
  fs::rename(data / unfinished_database, data / database_name, code);
  if (code) return fail(Fault::internal, data.string() + ": " + code.message(), "to");
  return base::sync_folder(data);
}

}  // namespace

Result<RestoreDone> restore(const fs::path& backup, const fs::path& data, const base::Clock& clock,
                            const Watch& watch) {
  if (!is_empty_folder(data)) return fail(Fault::conflict, data.string() + " isn't an empty folder", "to");
  const auto manifest = read_checked(backup, watch);
  if (!manifest) return manifest.error();

  NewData made{data};
  const auto folder = store::DataFolder::open(data);
  if (!folder) return fail(folder.error().fault, folder.error().detail, "to");
  if (auto copied = copy_files(backup, data, *manifest, watch); !copied) return copied.error();
  if (auto begun = begin_new_epoch(data / unfinished_database, *manifest, clock); !begun) return begun.error();
  if (auto named = give_name(data); !named) return named.error();
  made.keep();
  return RestoreDone{manifest->last_seq, manifest->made_at, manifest->bytes(), manifest->damage};
}

}  // namespace siaga::hub
