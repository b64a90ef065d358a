// A file that is written from its beginning to its end, and that is gone again unless it was finished. Private to
// report/. Owner: a writer. Thread: one.
#pragma once

#include "base/file.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace siaga::report {

/// Takes the file away unless it was kept: half a report is never taken for one.
class Unfinished {
 public:
  explicit Unfinished(std::filesystem::path path) : path_(std::move(path)) {}
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished();
  void keep() { path_.clear(); }

 private:
  std::filesystem::path path_;
};

class Output {
 public:
  /// Replaces what is there. Errors: those of base::File.
  static base::Result<Output> create(const std::filesystem::path& path);

  /// Errors: storage_full, internal.
  base::Result<void> write(std::string_view bytes);
  /// Everything is on the disk afterwards.
  base::Result<void> finish();

 private:
  explicit Output(base::File file) : file_(std::move(file)) {}
  base::Result<void> flush();

  base::File file_;
  std::uint64_t size_ = 0;
  std::string waiting_;
};

}  // namespace siaga::report
