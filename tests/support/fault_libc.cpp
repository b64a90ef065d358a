// The same FaultDisk under base::File: the linker sends these calls of our own libraries here (--wrap, see
// CMakeLists.txt), so that the product needs no seam for it. Calls about files outside of every FaultDisk pass through.
#include "support/fault_disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <optional>
#include <string>

namespace {

using siaga::test::FaultDisk;

struct Place {
  FaultDisk* disk = nullptr;
  std::string path;
};

std::optional<Place> place_of(int fd) {
  std::array<char, 4096> text{};
  const auto link = "/proc/self/fd/" + std::to_string(fd);
  const auto length = ::readlink(link.c_str(), text.data(), text.size());
  if (length <= 0) return std::nullopt;
  std::string path{text.data(), static_cast<std::size_t>(length)};
  auto* disk = FaultDisk::of(path);
  if (disk == nullptr) return std::nullopt;
  return Place{disk, std::move(path)};
}

int refuse(int code) {
  errno = code;
  return -1;
}

bool exists(const char* path) { return ::access(path, F_OK) == 0; }

}  // namespace

extern "C" {

int __real_open(const char* path, int flags, ...);
ssize_t __real_pwrite(int fd, const void* bytes, size_t count, off_t offset);
int __real_ftruncate(int fd, off_t size);
int __real_rename(const char* from, const char* to);
int __real_unlink(const char* path);
int __real_mkdir(const char* path, mode_t mode);

int __wrap_open(const char* path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & O_CREAT) != 0) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  auto* disk = FaultDisk::of(path);
  if (disk != nullptr && (flags & O_CREAT) != 0 && !exists(path))
    if (const int code = disk->make(path, false); code != 0) return refuse(code);
  return __real_open(path, flags, mode);
}

ssize_t __wrap_pwrite(int fd, const void* bytes, size_t count, off_t offset) {
  if (const auto place = place_of(fd)) {
    const std::string_view content{static_cast<const char*>(bytes), count};
    const int code = place->disk->write(place->path, static_cast<std::uint64_t>(offset), content);
    if (code != 0) {
      __real_pwrite(fd, bytes, count / 2, offset);
      return refuse(code);
    }
  }
  return __real_pwrite(fd, bytes, count, offset);
}

int __wrap_fdatasync(int fd) {
  const auto place = place_of(fd);
  const int code = place ? place->disk->sync(place->path) : 0;
  return code == 0 ? 0 : refuse(code);
}

// Only folders are synced so.
int __wrap_fsync(int fd) {
  const auto place = place_of(fd);
  const int code = place ? place->disk->sync_folder(place->path) : 0;
  return code == 0 ? 0 : refuse(code);
}

int __wrap_ftruncate(int fd, off_t size) {
  if (const auto place = place_of(fd))
    if (const int code = place->disk->truncate(place->path, static_cast<std::uint64_t>(size)); code != 0)
      return refuse(code);
  return __real_ftruncate(fd, size);
}

int __wrap_rename(const char* from, const char* to) {
  if (auto* disk = FaultDisk::of(from))
    if (const int code = disk->rename(from, to); code != 0) return refuse(code);
  return __real_rename(from, to);
}

int __wrap_unlink(const char* path) {
  if (auto* disk = FaultDisk::of(path); disk != nullptr && exists(path))
    if (const int code = disk->remove(path); code != 0) return refuse(code);
  return __real_unlink(path);
}

int __wrap_mkdir(const char* path, mode_t mode) {
  if (auto* disk = FaultDisk::of(path); disk != nullptr && !exists(path))
    if (const int code = disk->make(path, true); code != 0) return refuse(code);
  return __real_mkdir(path, mode);
}

}  // extern "C"
