#include "hub/backup_command.h"

#include "base/file.h"
#include "base/log.h"
#include "hub/derived_files.h"
#include "hub/file_copy.h"
#include "hub/manifest.h"
#include "store/backup.h"
#include "store/data_folder.h"
#include "store/integrity.h"
#include "store/journal.h"
#include "store/letter_table.h"
#include "store/recording_table.h"
#include "store/schema.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <set>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t to_the_end = std::numeric_limits<std::uint64_t>::max();

/// "2026-11-22T14-02-11Z": a name that every file system takes and that sorts by time.
std::string name_of_moment(base::Instant now) {
  auto name = base::to_rfc3339(now).substr(0, 19) + "Z";
  std::ranges::replace(name, ':', '-');
  return name;
}

/// Locked while somebody writes a backup there: two would take each other's half for rubbish.
Result<base::Descriptor> lock_destination(const fs::path& to) {
  if (auto made = base::make_folder(to); !made) {
    const auto fault = made.error().fault == Fault::storage_full ? Fault::storage_full : Fault::forbidden;
    return fail(fault, made.error().detail, "to");
  }
  base::Descriptor folder{::open(to.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!folder.is_open() || ::access(to.c_str(), W_OK | X_OK) != 0)
    return fail(Fault::forbidden, to.string() + ": " + std::strerror(errno), "to");
  if (::flock(folder.get(), LOCK_EX | LOCK_NB) != 0)
    return fail(Fault::conflict, "another backup is being written to " + to.string(), "to");
  return folder;
}

bool is_within(const fs::path& inner, const fs::path& outer) {
  std::error_code code;
  const auto inside = fs::weakly_canonical(inner, code);
  const auto around = fs::weakly_canonical(outer, code);
  return std::ranges::mismatch(around, inside).in1 == around.end();
}

/// FOLDER/.partial: gone again unless it was given its name.
class PartialFolder {
 public:
  explicit PartialFolder(fs::path path) : path_(std::move(path)) {}
  PartialFolder(const PartialFolder&) = delete;
  PartialFolder& operator=(const PartialFolder&) = delete;
  ~PartialFolder() { clear(); }

  const fs::path& path() const { return path_; }
  /// Of an earlier backup that was killed, too.
  void clear() {
    std::error_code code;  // a stick that was pulled out gives nothing back
    if (!path_.empty()) fs::remove_all(path_, code);
  }
  Result<void> become(const fs::path& name) {
    std::error_code code;
    fs::rename(path_, name, code);
    if (code) return fail(Fault::internal, name.string() + ": " + code.message(), "to");
    path_.clear();
    return base::sync_folder(name.parent_path());
  }

 private:
  fs::path path_;
};

class Backup {
 public:
  Backup(const BackupWish& wish, base::Instant now, const Watch& watch)
      : wish_(wish), watch_(watch), partial_(wish.to / ".partial") {
    manifest_.program = wish.program;
    manifest_.made_at = now;
  }

  Result<BackupDone> run() {
    partial_.clear();
    if (auto made = base::make_folder(partial_.path()); !made) return made.error();
    learn_of_earlier();
    if (auto copied = copy_database(); !copied) return copied.error();
    for (const auto& recording : recordings_)
      if (auto kept = keep(recording); !kept) return kept.error();
    for (const auto& letter : letters_)
      if (auto kept = keep(letter); !kept) return kept.error();
    return finish();
  }

 private:
  void learn_of_earlier() {
    earlier_ = newest_backup(wish_.to);
    if (earlier_.empty()) return;
    if (auto read = read_manifest(earlier_)) earlier_manifest_ = std::move(*read);
  }

  Result<void> copy_database() {
    const auto file = partial_.path() / database_name;
    const auto on_the_way = [this](std::uint64_t done, std::uint64_t whole) {
      return watch_(Stage::database, done, whole);
    };
    if (auto copied = store::copy_database(wish_.data / database_name, file, on_the_way); !copied) return copied;
    auto opened = store::Database::open(file, store::Database::Mode::read_only);
    if (!opened) return opened.error();
    if (const auto faults = store::faults_of(*opened); !faults.empty())
      return fail(Fault::corrupt, faults.front(), "from");
    read_database(*opened);
    return note(database_name, digest_file(file, to_the_end, [](std::uint64_t) { return true; }));
  }

  void read_database(store::Database& copy) {
    manifest_.schema = store::newest_schema();
    manifest_.epoch = store::epoch(copy);
    manifest_.last_seq = store::journal_end(copy);
    recordings_ = store::recording_table::all(copy);
    for (const auto& recording : recordings_) whole_ += recording.size;
    letters_ = store::letter_table::all(copy);
    for (const auto& letter : letters_) whole_ += letter.size;
  }

  Result<void> note(const std::string& name, const Result<Digested>& made) {
    if (!made) return made.error();
    manifest_.files.push_back({name, made->size, made->sha256});
    return {};
  }

  Result<void> keep(const domain::Recording& recording) {
    const auto file = store::media_in(wish_.data, recording.id);
    if (recording.size > 0)
      if (auto kept = keep_recording(recording, file); !kept) return kept;
    const auto& found = recording.examination;
    const bool has_preview = found && (!found->posters.empty() || found->loudness);
    if (has_preview)
      if (auto kept = keep_derived(preview_of(file), Missing::is_made_again); !kept) return kept;
    if (found && !found->play_copy.empty()) return keep_derived(play_copy_of(file), Missing::is_damage);
    return {};
  }

  Result<void> keep(const store::letter_table::Row& letter) {
    return keep_whole(store::letter_in(wish_.data, letter.id), letter.size, letter.sha256);
  }

  Result<void> keep_recording(const domain::Recording& recording, const fs::path& file) {
    return keep_whole(file, recording.size, recording.sha256);
  }

  /// So many bytes of a file; `sha256`: what they must be, when that is known.
  Result<void> keep_whole(const fs::path& file, std::uint64_t size, const std::optional<base::Sha256>& sha256) {
    const auto name = name_of(file);
    if (sha256) {
      const auto linked = link({name, size, *sha256});
      if (!linked) return linked.error();
      if (*linked) return {};
    }
    const auto copied = copy_file(file, partial_.path() / name, size, counting());
    if (!copied) return unless_ours(name, copied.error());
    folders_.insert((partial_.path() / name).parent_path());
    if (copied->size != size) complain(name, "is shorter than the database says");
    if (sha256 && copied->sha256 != *sha256) complain(name, "isn't what arrived: its SHA-256 differs");
    return note(name, copied);
  }

  /// A preview goes or is replaced when its recording is looked into once more, and is made again where it is lost.
  enum class Missing { is_damage, is_made_again };

  /// Nobody has said what these must be, so they are read first.
  Result<void> keep_derived(const fs::path& file, Missing missing) {
    const auto name = name_of(file);
    const auto read = digest_file(file, to_the_end, [this](std::uint64_t) { return go_on(); });
    if (!read) return unless_ours(name, read.error(), missing);
    whole_ += read->size;
    const auto linked = link({name, read->size, read->sha256});
    if (!linked) return linked.error();
    if (*linked) return {};
    const auto copied = copy_file(file, partial_.path() / name, to_the_end, counting());
    if (!copied) return unless_ours(name, copied.error(), missing);
    folders_.insert((partial_.path() / name).parent_path());
    return note(name, copied);
  }

  /// True when the earlier backup's file serves: its bytes are read, for a stick ages too.
  Result<bool> link(const ManifestFile& wanted) {
    const auto* known = earlier_manifest_.find(wanted.path);
    if (known == nullptr || *known != wanted) return false;
    const auto from = earlier_ / wanted.path;
    const auto to = partial_.path() / wanted.path;
    const auto before = done_;
    const auto read = digest_file(from, wanted.size + 1, counting());
    if (!read && read.error().field == "stopped") return read.error();
    if (!read || *read != Digested{wanted.size, wanted.sha256} || !base::make_folder(to.parent_path()) ||
        ::link(from.c_str(), to.c_str()) != 0) {
      done_ = before;  // it is copied instead
      return false;
    }
    folders_.insert(to.parent_path());
    bytes_linked_ += wanted.size;
    manifest_.files.push_back(wanted);
    return true;
  }

  /// What can't be read at the source is told and left out: the rest is worth keeping. All else ends the backup.
  Result<void> unless_ours(const std::string& name, const base::Error& why, Missing missing = Missing::is_damage) {
    if (why.field == "to" || why.field == "stopped") return why;
    const bool is_missing = why.fault == Fault::not_found;
    if (!is_missing || missing == Missing::is_damage)
      complain(name, is_missing ? "is missing" : "can't be read: " + why.detail);
    std::error_code code;
    fs::remove(partial_.path() / name, code);
    return {};
  }

  void complain(const std::string& name, const std::string& what) { manifest_.damage.push_back(name + " " + what); }

  Result<BackupDone> finish() {
    manifest_.sort();
    folders_.insert(partial_.path() / "media");
    if (auto made = base::make_folder(partial_.path() / "media"); !made) return made.error();
    for (const auto& folder : folders_)
      if (auto synced = base::sync_folder(folder); !synced) return synced.error();
    if (auto written = write_manifest(partial_.path(), manifest_); !written) return written.error();
    if (!go_on()) return stopped();
    const auto name = free_name();
    if (auto named = partial_.become(name); !named) return named.error();
    return BackupDone{name, manifest_.bytes(), bytes_linked_, manifest_.damage};
  }

  fs::path free_name() const {
    const auto plain = wish_.to / name_of_moment(manifest_.made_at);
    auto name = plain;
    for (int i = 2; fs::exists(name); ++i) name = plain.string() + "-" + std::to_string(i);
    return name;
  }

  std::string name_of(const fs::path& file) const { return file.lexically_relative(wish_.data).string(); }
  bool go_on() const { return watch_(Stage::recordings, std::min(done_, whole_), whole_); }
  ByteWatch counting() {
    return [this](std::uint64_t bytes) {
      done_ += bytes;
      return go_on();
    };
  }

  const BackupWish& wish_;
  const Watch& watch_;
  PartialFolder partial_;
  Manifest manifest_;
  fs::path earlier_;  ///< empty when there is none
  Manifest earlier_manifest_;
  std::vector<domain::Recording> recordings_;
  std::vector<store::letter_table::Row> letters_;
  std::set<fs::path> folders_;  ///< to be synced
  std::uint64_t done_ = 0;
  std::uint64_t whole_ = 0;
  std::uint64_t bytes_linked_ = 0;
};

}  // namespace

fs::path newest_backup(const fs::path& folder) {
  std::error_code code;
  fs::path newest;
  for (const auto& entry : fs::directory_iterator{folder, code})
    if (entry.path().filename().string().front() != '.' && entry.path() > newest && read_manifest(entry.path()))
      newest = entry.path();
  return newest;
}

Result<BackupDone> back_up(const BackupWish& wish, base::Instant now, const Watch& watch) {
  std::error_code code;
  if (!fs::is_regular_file(wish.data / database_name, code))
    return fail(Fault::not_found, "there is no hub's database in " + wish.data.string(), "from");
  if (is_within(wish.to, wish.data))
    return fail(Fault::invalid, "a backup within the data folder would be lost together with it", "to");
  const auto lock = lock_destination(wish.to);
  if (!lock) return lock.error();
  try {
    Backup backup{wish, now, watch};
    auto done = backup.run();
    // The database was there when it began: what is missing now is the destination.
    if (!done && done.error().fault == Fault::not_found) return fail(Fault::internal, done.error().detail, "to");
    return done;
  } catch (const store::StoreFailure& failure) {
    return failure.error();
  } catch (const fs::filesystem_error& failure) {
    return fail(Fault::internal, failure.what(), "to");
  }
}

}  // namespace siaga::hub
