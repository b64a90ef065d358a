// What a backup consists of: manifest.json in its folder, and manifest.json.sha256 as `sha256sum -c` reads it.
// The manifest is written last, so a folder without one is no backup.
// Values; functions block their caller. Thread: any.
#pragma once

#include "base/clock.h"
#include "base/digest.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace siaga::hub {

struct ManifestFile {
  std::string path;  ///< from the backup's folder: "hub.db", "media/aa/<id>", "media/aa/<id>.preview" …
  std::uint64_t size = 0;
  base::Sha256 sha256{};

  bool operator==(const ManifestFile&) const = default;
};

struct Manifest {
  std::string program;  ///< version that made it
  std::int64_t schema = 0;
  std::string epoch;
  std::uint64_t last_seq = 0;
  base::Instant made_at;
  std::vector<ManifestFile> files;    ///< by path, once sort() was called or it was read
  std::vector<std::string> damage{};  ///< what was wrong with the hub's own files by then, an English sentence each

  void sort();
  /// Null when there is none of that path. Files are sorted.
  const ManifestFile* find(const std::string& path) const;
  std::uint64_t bytes() const;
};

inline constexpr const char* database_name = "hub.db";

std::string encode(const Manifest& manifest);
/// Errors: unsupported (of a newer program), corrupt (also for a path that would lead out of the folder).
base::Result<Manifest> decode_manifest(std::string_view json);

/// Both files, synced. Errors: storage_full, internal.
base::Result<void> write_manifest(const std::filesystem::path& folder, const Manifest& manifest);
/// Errors: not_found (no backup, or a half one), corrupt, unsupported, internal.
base::Result<Manifest> read_manifest(const std::filesystem::path& folder);

}  // namespace siaga::hub
