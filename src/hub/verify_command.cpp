#include "hub/verify_command.h"

#include "hub/derived_files.h"
#include "hub/file_copy.h"
#include "store/data_folder.h"
#include "store/integrity.h"
#include "store/journal.h"
#include "store/letter_table.h"
#include "store/recording_table.h"
#include "store/schema.h"

#include <algorithm>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
namespace fs = std::filesystem;

namespace {

using Recordings = std::vector<domain::Recording>;
using Letters = std::vector<store::letter_table::Row>;

/// Counts the bytes of many files for one watch.
class Counting {
 public:
  Counting(const Watch& watch, std::uint64_t whole) : watch_(watch), whole_(whole) {}
  ByteWatch operator()() {
    return [this](std::uint64_t bytes) {
      done_ += bytes;
      return watch_(Stage::checking, std::min(done_, whole_), whole_);
    };
  }

 private:
  const Watch& watch_;
  std::uint64_t whole_;
  std::uint64_t done_ = 0;
};

std::string unread(const std::string& name, const base::Error& why) {
  return name + (why.fault == Fault::not_found ? " is missing" : " can't be read: " + why.detail);
}

/// What a file of the data folder must begin with.
struct Expected {
  fs::path file;
  std::uint64_t size = 0;
  std::optional<base::Sha256> sha256;
};

Result<void> check_bytes(const fs::path& data, const Expected& expected, Counting& counting, Faults& faults) {
  const auto name = expected.file.lexically_relative(data).string();
  const auto read = digest_file(expected.file, expected.size, counting());
  if (!read && read.error().field == "stopped") return read.error();
  if (!read)
    faults.push_back(unread(name, read.error()));
  else if (read->size != expected.size)
    faults.push_back(name + " is shorter than the database says");
  else if (expected.sha256 && read->sha256 != *expected.sha256)
    faults.push_back(name + " isn't what arrived: its SHA-256 differs");
  return {};
}

/// In a data folder. Bytes beyond the size are of an upload that goes on.
Result<void> check_recording(const fs::path& data, const domain::Recording& recording, Counting& counting,
                             Faults& faults) {
  const auto file = store::media_in(data, recording.id);
  const auto name = file.lexically_relative(data).string();
  if (recording.size > 0) {
    const Expected expected{file, recording.size, recording.sha256};
    if (auto checked = check_bytes(data, expected, counting, faults); !checked) return checked;
  }
  if (recording.state == domain::RecordingState::growing) return {};  // what it has beside it is soon replaced
  const auto& found = recording.examination;
  std::error_code code;
  if (found && (!found->posters.empty() || found->loudness) && !fs::exists(preview_of(file), code))
    faults.push_back(name + ".preview is missing");
  if (found && !found->play_copy.empty() && !fs::exists(play_copy_of(file), code))
    faults.push_back(name + ".play is missing");
  return {};
}

/// By the manifest alone, whose digests were compared with the files'.
void check_listed(const Expected& expected, const Manifest& manifest, Faults& faults) {
  if (expected.size == 0) return;
  const auto name = expected.file.string();
  const auto* file = manifest.find(name);
  if (file == nullptr)
    faults.push_back(name + " is missing");
  else if (file->size != expected.size)
    faults.push_back(name + " is shorter than the database says");
  else if (expected.sha256 && file->sha256 != *expected.sha256)
    faults.push_back(name + " isn't what arrived: its SHA-256 differs");
}

std::uint64_t bytes_of(const Recordings& recordings, const Letters& letters) {
  std::uint64_t sum = 0;
  for (const auto& recording : recordings) sum += recording.size;
  for (const auto& letter : letters) sum += letter.size;
  return sum;
}

Letters letters_of(store::Database& database) {
  try {
    return store::letter_table::all(database);
  } catch (const store::StoreFailure&) {  // as of recordings_of; an older database has no letters yet
    return {};
  }
}

/// A database so broken that its recordings can't be listed has said so among its faults.
Recordings recordings_of(store::Database& database) {
  try {
    return store::recording_table::all(database);
  } catch (const store::StoreFailure&) {
    return {};
  }
}

void compare(store::Database& database, const Manifest& manifest, Faults& faults) {
  try {
    if (store::epoch(database) != manifest.epoch || store::journal_end(database) != manifest.last_seq)
      faults.emplace_back("hub.db isn't the database that the manifest speaks of");
  } catch (const store::StoreFailure& failure) {
    faults.push_back(std::string{"database: "} + failure.what());
  }
}

Result<void> check_file(const fs::path& backup, const ManifestFile& file, Counting& counting, Faults& faults) {
  const auto read = digest_file(backup / file.path, file.size + 1, counting());
  if (!read && read.error().field == "stopped") return read.error();
  if (!read)
    faults.push_back(unread(file.path, read.error()));
  else if (*read != Digested{file.size, file.sha256})
    faults.push_back(file.path + " is damaged: it isn't what the manifest says");
  return {};
}

Result<store::Database> open_database(const fs::path& folder) {
  std::error_code code;
  if (!fs::is_regular_file(folder / database_name, code))
    return fail(Fault::not_found, "there is no hub's database in " + folder.string(), "from");
  return store::Database::open(folder / database_name, store::Database::Mode::read_only);
}

/// What opening says, unless it is a sign of damage: then it is among the faults.
Result<void> unless_damage(const base::Error& why, Faults& faults) {
  if (why.fault != Fault::corrupt) return why;
  faults.push_back("database: " + why.detail);
  return {};
}

}  // namespace

Result<Faults> faults_of_data(const fs::path& data, const Watch& watch) {
  Faults faults;
  auto opened = open_database(data);
  if (!opened) {
    if (auto damaged = unless_damage(opened.error(), faults); !damaged) return damaged.error();
    return faults;
  }
  faults = store::faults_of(*opened);
  const auto recordings = recordings_of(*opened);
  const auto letters = letters_of(*opened);
  Counting counting{watch, bytes_of(recordings, letters)};
  for (const auto& recording : recordings)
    if (auto checked = check_recording(data, recording, counting, faults); !checked) return checked.error();
  for (const auto& letter : letters) {
    const Expected expected{store::letter_in(data, letter.id), letter.size, letter.sha256};
    if (auto checked = check_bytes(data, expected, counting, faults); !checked) return checked.error();
  }
  return faults;
}

Result<Faults> faults_of_files(const fs::path& backup, const Manifest& manifest, const Watch& watch) {
  if (manifest.schema > store::newest_schema())
    return fail(Fault::unsupported, "the backup has schema " + std::to_string(manifest.schema), "from");
  Faults faults;
  Counting counting{watch, manifest.bytes()};
  for (const auto& file : manifest.files)
    if (auto checked = check_file(backup, file, counting, faults); !checked) return checked.error();
  if (!faults.empty()) return faults;  // an exchanged database isn't even opened
  auto opened = open_database(backup);
  if (!opened) {
    if (auto damaged = unless_damage(opened.error(), faults); !damaged) return damaged.error();
    return faults;
  }
  faults = store::faults_of(*opened);
  compare(*opened, manifest, faults);
  return faults;
}

Result<Faults> faults_of_backup(const fs::path& backup, const Watch& watch) {
  const auto manifest = read_manifest(backup);
  if (!manifest && manifest.error().fault == Fault::corrupt) return Faults{manifest.error().detail};
  if (!manifest) return manifest.error();
  auto faults = faults_of_files(backup, *manifest, watch);
  if (!faults || !faults->empty()) return faults;
  auto opened = open_database(backup);
  if (!opened) return opened.error();
  for (const auto& recording : recordings_of(*opened))
    check_listed({store::media_in({}, recording.id), recording.size, recording.sha256}, *manifest, *faults);
  for (const auto& letter : letters_of(*opened))
    check_listed({store::letter_in({}, letter.id), letter.size, letter.sha256}, *manifest, *faults);
  return faults;
}

}  // namespace siaga::hub
