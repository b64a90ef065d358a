#include "store/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace siaga::store {

base::Result<DataFolder> DataFolder::open(const std::filesystem::path& path) {
  std::error_code code;
  const auto status = std::filesystem::status(path, code);
  if (std::filesystem::exists(status) && !std::filesystem::is_directory(status))
    return base::fail(base::Fault::forbidden, path.string() + " is not a folder");
  if (auto made = base::make_folder(path); !made) {
    const auto fault =
        made.error().fault == base::Fault::storage_full ? base::Fault::storage_full : base::Fault::forbidden;
    return base::fail(fault, made.error().detail);
  }
  base::Descriptor lock{::open((path / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
  if (!lock.is_open()) {
    const auto fault = errno == ENOSPC ? base::Fault::storage_full : base::Fault::forbidden;
    return base::fail(fault, path.string() + ": " + std::strerror(errno));
  }
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return base::fail(base::Fault::conflict, "another hub works in " + path.string());
    return base::fail(base::Fault::internal, path.string() + ": " + std::strerror(errno));
  }
  if (::access(path.c_str(), R_OK | W_OK | X_OK) != 0)
    return base::fail(base::Fault::forbidden, path.string() + ": " + std::strerror(errno));
  return DataFolder{path, std::move(lock)};
}

std::filesystem::path DataFolder::media(const base::Id& recording) const { return media_in(path_, recording); }

std::uint64_t DataFolder::free_bytes() const { return free_bytes_in(path_); }

std::filesystem::path media_in(const std::filesystem::path& data, const base::Id& recording) {
  const auto name = base::to_string(recording);
  return data / "media" / name.substr(name.size() - 2) / name;
}

std::filesystem::path letter_in(const std::filesystem::path& data, const base::Id& letter) {
  auto file = media_in(data, letter);
  file += ".letter";
  return file;
}

std::uint64_t free_bytes_in(const std::filesystem::path& folder) {
  struct statvfs found {};
  if (::statvfs(folder.c_str(), &found) != 0) return 0;
  return std::uint64_t{found.f_bavail} * found.f_frsize;
}

}  // namespace siaga::store
