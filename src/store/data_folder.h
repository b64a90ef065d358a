// The hub's folder on disk: who holds it, and where things are in it.
//   hub.db (+ -wal, -shm)   the database          lock      held by the one hub that works here
//   media/aa/<id>           recordings, letters   reserve   room for alarms on a full disk
//   tls/                    the hub's own certificate
//   keys/                   what the database is sealed with, and what checkpoints are signed with: in no backup
//   first-start-code        while nobody is known (hub/first_start_code.h)
// Owner: main. Thread: any once opened.
#pragma once

#include "base/file.h"
#include "base/id.h"

#include <cstdint>
#include <filesystem>

namespace siaga::store {

class DataFolder {
 public:
  /// Makes the folder if missing (0700, its parent synced) and locks it.
  /// Errors: conflict (another hub works here), forbidden (can't be read or written), storage_full, internal.
  static base::Result<DataFolder> open(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path database() const { return path_ / "hub.db"; }
  std::filesystem::path reserve() const { return path_ / "reserve"; }
  std::filesystem::path tls() const { return path_ / "tls"; }
  std::filesystem::path keys() const { return path_ / "keys"; }
  std::filesystem::path first_start_code() const { return path_ / "first-start-code"; }
  /// media/aa/<id>: aa are the id's last two digits, which are random (the first ones are a time).
  std::filesystem::path media(const base::Id& recording) const;

  /// Bytes that the disk still has for us; 0 when it can't say.
  std::uint64_t free_bytes() const;

 private:
  DataFolder(std::filesystem::path path, base::Descriptor lock) : path_(std::move(path)), lock_(std::move(lock)) {}
  std::filesystem::path path_;
  base::Descriptor lock_;  ///< flock: ends with the process, however it ends
};

/// DataFolder::media of a folder that isn't held: for those who only read.
std::filesystem::path media_in(const std::filesystem::path& data, const base::Id& recording);

/// media/aa/<id>.letter: beside recordings, under a name that no recording can have.
std::filesystem::path letter_in(const std::filesystem::path& data, const base::Id& letter);

/// DataFolder::free_bytes of any folder.
std::uint64_t free_bytes_in(const std::filesystem::path& folder);

}  // namespace siaga::store
