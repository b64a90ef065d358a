// A folder of a test's own that is gone after it. Thread: one.
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <filesystem>

namespace siaga::test {

class ScratchFolder {
 public:
  ScratchFolder() : path_(std::filesystem::temp_directory_path() / ("siaga-test-" + base::to_string(base::make_id(base::SystemClock{}.now())))) {
    std::filesystem::create_directories(path_);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace siaga::test
