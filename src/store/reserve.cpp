#include "store/reserve.h"

#include "base/file.h"
#include "base/log.h"
#include "store/data_folder.h"

#include <fcntl.h>

#include <system_error>

namespace siaga::store {

namespace {

void log_trouble(const char* what, const base::Error& why) {
  base::log::error("reserve.trouble", {{"what", what}, {"error", base::log::describe(why)}});
}

}  // namespace

Reserve::Reserve(std::filesystem::path file, std::uint64_t bytes) : file_(std::move(file)), bytes_(bytes) {
  std::error_code code;
  held_ = std::filesystem::file_size(file_, code) >= bytes_ && !code;
}

bool Reserve::hold() {
  if (held_) return true;
  if (free_bytes_in(file_.parent_path()) < 2 * bytes_) return false;
  auto file = base::File::open(file_, base::File::Mode::create);
  if (!file) {
    log_trouble("open", file.error());
    return false;
  }
  if (const int code = ::posix_fallocate(file->descriptor(), 0, static_cast<off_t>(bytes_)); code != 0) {
    log_trouble("fill", base::fail(base::Fault::storage_full, std::generic_category().message(code)));
    if (auto cut = file->truncate(0); !cut) log_trouble("cut", cut.error());
    return false;
  }
  held_ = true;
  return true;
}

bool Reserve::give_up() {
  if (!held_.exchange(false)) return false;
  auto file = base::File::open(file_, base::File::Mode::read_write);
  if (!file) {
    log_trouble("open", file.error());
    return false;
  }
  if (auto cut = file->truncate(0); !cut) {
    log_trouble("cut", cut.error());
    return false;
  }
  return true;
}

}  // namespace siaga::store
