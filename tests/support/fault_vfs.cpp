#include "support/fault_vfs.h"

#include "support/fault_disk.h"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>

namespace siaga::test {

namespace {

/// What SQLite allocates for an open file: ours, and behind it that of the system's VFS.
struct File {
  sqlite3_file base;
  std::string* path;  ///< null: not on a FaultDisk
  bool name_is_new;   ///< SQLite syncs the folder with the first sync of a new journal
};
constexpr std::size_t inner_offset =
    (sizeof(File) + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);

File& ours(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* inner(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<std::byte*>(file) + inner_offset);
}
FaultDisk* disk_of(sqlite3_file* file) {
  return ours(file).path == nullptr ? nullptr : FaultDisk::of(*ours(file).path);
}

int close(sqlite3_file* file) {
  const int code = inner(file)->pMethods->xClose(inner(file));
  delete ours(file).path;
  return code;
}

int read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
  auto* disk = disk_of(file);
  if (disk != nullptr && disk->read() != 0) return SQLITE_IOERR_READ;
  return inner(file)->pMethods->xRead(inner(file), bytes, count, offset);
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  if (auto* disk = disk_of(file)) {
    const std::string_view content{static_cast<const char*>(bytes), static_cast<std::size_t>(count)};
    const int code = disk->write(*ours(file).path, static_cast<std::uint64_t>(offset), content);
    if (code != 0) {
      inner(file)->pMethods->xWrite(inner(file), bytes, count / 2, offset);
      return code == ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
  }
  return inner(file)->pMethods->xWrite(inner(file), bytes, count, offset);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  auto* disk = disk_of(file);
  if (disk != nullptr && disk->truncate(*ours(file).path, static_cast<std::uint64_t>(size)) != 0)
    return SQLITE_IOERR_TRUNCATE;
  return inner(file)->pMethods->xTruncate(inner(file), size);
}

// The real sync is left out: nobody cuts the power of the machine that the test runs on.
int sync(sqlite3_file* file, int) {
  auto* disk = disk_of(file);
  if (disk == nullptr) return SQLITE_OK;
  if (disk->sync(*ours(file).path) != 0) return SQLITE_IOERR_FSYNC;
  if (!ours(file).name_is_new) return SQLITE_OK;
  ours(file).name_is_new = false;
  const auto folder = std::filesystem::path{*ours(file).path}.parent_path().string();
  return disk->sync_folder(folder) == 0 ? SQLITE_OK : SQLITE_IOERR_DIR_FSYNC;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) { return inner(file)->pMethods->xFileSize(inner(file), size); }
int lock(sqlite3_file* file, int kind) { return inner(file)->pMethods->xLock(inner(file), kind); }
int unlock(sqlite3_file* file, int kind) { return inner(file)->pMethods->xUnlock(inner(file), kind); }
int check_lock(sqlite3_file* file, int* out) { return inner(file)->pMethods->xCheckReservedLock(inner(file), out); }
int control(sqlite3_file* file, int op, void* value) {
  // A size hint would make the file grow past us.
  if (op == SQLITE_FCNTL_SIZE_HINT || op == SQLITE_FCNTL_CHUNK_SIZE) return SQLITE_OK;
  return inner(file)->pMethods->xFileControl(inner(file), op, value);
}
int sector_size(sqlite3_file* file) { return inner(file)->pMethods->xSectorSize(inner(file)); }
int characteristics(sqlite3_file* file) { return inner(file)->pMethods->xDeviceCharacteristics(inner(file)); }
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
  return inner(file)->pMethods->xShmMap(inner(file), page, size, extend, out);
}
int shm_lock(sqlite3_file* file, int offset, int n, int flags) {
  return inner(file)->pMethods->xShmLock(inner(file), offset, n, flags);
}
void shm_barrier(sqlite3_file* file) { inner(file)->pMethods->xShmBarrier(inner(file)); }
int shm_unmap(sqlite3_file* file, int remove) { return inner(file)->pMethods->xShmUnmap(inner(file), remove); }

constexpr sqlite3_io_methods methods{
    2,         close,      read,    write,       truncate,        sync,    file_size, lock,
    unlock,    check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,    nullptr};

sqlite3_vfs* system_vfs(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
  auto& made = *new (file) File{};
  auto* disk = name == nullptr ? nullptr : FaultDisk::of(name);
  const bool is_new = disk != nullptr && (flags & SQLITE_OPEN_CREATE) != 0 && ::access(name, F_OK) != 0;
  if (is_new && disk->make(name, false) != 0) return SQLITE_CANTOPEN;
  const int code = system_vfs(vfs)->xOpen(system_vfs(vfs), name, inner(file), flags, out);
  if (inner(file)->pMethods == nullptr) return code;
  if (disk != nullptr) made.path = new std::string{name};
  made.name_is_new = is_new && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
  made.base.pMethods = &methods;
  return code;
}

int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
  auto* disk = FaultDisk::of(name);
  if (disk != nullptr && ::access(name, F_OK) == 0 && disk->remove(name) != 0) return SQLITE_IOERR_DELETE;
  const int code = system_vfs(vfs)->xDelete(system_vfs(vfs), name, 0);
  if (code != SQLITE_OK || disk == nullptr || sync_folder == 0) return code;
  const auto folder = std::filesystem::path{name}.parent_path().string();
  return disk->sync_folder(folder) == 0 ? SQLITE_OK : SQLITE_IOERR_DIR_FSYNC;
}

}  // namespace

struct FaultVfs::Impl {
  sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
  sqlite3_vfs vfs = *system;
};

FaultVfs::FaultVfs() : impl_(std::make_unique<Impl>()) {
  auto& vfs = impl_->vfs;
  vfs.zName = "siaga-fault";
  vfs.szOsFile = static_cast<int>(inner_offset) + impl_->system->szOsFile;
  vfs.pAppData = impl_->system;
  vfs.pNext = nullptr;
  vfs.xOpen = &open;
  vfs.xDelete = &remove;
  if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) throw std::runtime_error("SQLite takes no VFS");
}

FaultVfs::~FaultVfs() {
  sqlite3_vfs_unregister(&impl_->vfs);
  sqlite3_vfs_register(impl_->system, 1);
}

}  // namespace siaga::test
