#include "console/disk_look.h"

#include <system_error>

namespace siaga::console {

base::Result<void> look_at_folder(const std::filesystem::path& folder) {
  std::error_code ignored;  // what can't be looked at can't be written to either
  if (!folder.empty() && std::filesystem::is_directory(folder, ignored)) return {};
  return base::fail(base::Fault::not_found, "no such folder");
}

}  // namespace siaga::console
