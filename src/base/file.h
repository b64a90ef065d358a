// Files as RAII descriptors, with the syncs that durability needs (prototypes.md, "Power cuts").
// Thread: a File may be read with pread from several threads; writes belong to one.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace siaga::base {

/// Owns a descriptor and closes it.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void close();

 private:
  int fd_ = -1;
};

class File {
 public:
  enum class Mode { read, read_write, create };  ///< create: read-write, made if missing, 0600

  /// Errors: not_found, storage_full, internal (with errno's text).
  static Result<File> open(const std::filesystem::path& path, Mode mode);

  /// Bytes at `offset`, fewer than `count` only at the end.
  Result<std::string> read_at(std::uint64_t offset, std::size_t count) const;
  /// Writes all or fails; a failed write may leave bytes behind (cut them with truncate). Errors: storage_full, internal.
  Result<void> write_at(std::uint64_t offset, std::string_view bytes);
  Result<void> truncate(std::uint64_t size);
  /// fdatasync.
  Result<void> sync();
  Result<std::uint64_t> size() const;
  int descriptor() const { return fd_.get(); }

 private:
  explicit File(Descriptor fd) : fd_(std::move(fd)) {}
  Descriptor fd_;
};

/// fsync of a folder, so that names in it survive a power cut.
Result<void> sync_folder(const std::filesystem::path& folder);

/// Makes `folder` (0700) and its missing parents and syncs each parent.
Result<void> make_folder(const std::filesystem::path& folder);

/// A file that has its name only once it is whole: written as a sibling with a name that nobody looks for (0600), which
/// goes with this object unless keep() has renamed it.
class NewFile {
 public:
  /// Errors: those of File::open.
  static Result<NewFile> begin(const std::filesystem::path& path);
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  /// Errors: those of File::write_at.
  Result<void> append(std::string_view bytes);
  /// Bytes so far.
  std::uint64_t size() const { return size_; }
  /// What was appended is on the disk: keep() has less to wait for.
  Result<void> sync() { return file_.sync(); }
  /// Syncs it, renames it over `path`, syncs the folder. Once.
  Result<void> keep();

 private:
  NewFile(std::filesystem::path path, std::filesystem::path sibling, File file);

  std::filesystem::path path_;
  std::filesystem::path sibling_;  ///< empty: renamed, or moved from
  File file_;
  std::uint64_t size_ = 0;
};

/// The whole of a NewFile at once.
Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes);

/// Whole content. Errors: not_found, too_large (over `limit`), internal.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t limit = 64ull << 20);

}  // namespace siaga::base
