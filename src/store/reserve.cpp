#include "store/reserve.h"

#include "base/file.h"
#include "base/log.h"

#include <fcntl.h>
#include <sys/statvfs.h>

namespace siaga::store {

namespace {

std::uint64_t free_bytes(const std::filesystem::path& folder) {
  struct statvfs found {};
  if (::statvfs(folder.c_str(), &found) != 0) return 0;
  return std::uint64_t{found.f_bavail} * found.f_frsize;
}

}  // namespace

Reserve::Reserve(std::filesystem::path file, std::uint64_t bytes) : file_(std::move(file)), bytes_(bytes) {
  std::error_code code;
  held_ = std::filesystem::file_size(file_, code) >= bytes_ && !code;
}

bool Reserve::hold() {
  if (held_) return true;
  if (free_bytes(file_.parent_path()) < 2 * bytes_) return false;
  auto file = base::File::open(file_, base::File::Mode::create);
  if (!file) return false;
  if (::posix_fallocate(file->descriptor(), 0, static_cast<off_t>(bytes_)) != 0) {
    if (auto cut = file->truncate(0); !cut)
      base::log::warning("reserve.stuck", {{"error", base::log::describe(cut.error())}});
    return false;
  }
  held_ = true;
  return true;
}

bool Reserve::give_up() {
  if (!held_.exchange(false)) return false;
  auto file = base::File::open(file_, base::File::Mode::read_write);
  if (!file) return false;
  if (auto cut = file->truncate(0); !cut) {
    base::log::error("reserve.stuck", {{"error", base::log::describe(cut.error())}});
    return false;
  }
  return true;
}

}  // namespace siaga::store
