// The code with which somebody makes the first account of a hub that knows nobody: printed at the start and in a file
// of the data folder (0600), so that who can read it owns the machine. There is no default password.
// Owner: the hub. Thread: any.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::hub {

class FirstStartCode {
 public:
  static constexpr int most_wrong = 256;  ///< then only another start gives a new chance

  /// Closed. A file of an earlier start goes.
  explicit FirstStartCode(std::filesystem::path file) : file_(std::move(file)) {}

  /// Makes a code, "7KQ2M-X04TB" (Crockford's base32, 50 bits), and writes the file. Errors: those of the disk.
  base::Result<void> open();
  /// It was used, or isn't needed: the file goes.
  void close();
  /// Nothing while it is closed.
  std::optional<std::string> code() const;

  /// Letters may be small, hyphens and spaces anywhere, and O, I, L stand for 0, 1, 1. Errors: not_found (closed);
  /// too_many; forbidden with `field` "code" (wrong, and counted).
  base::Result<void> check(std::string_view typed);

 private:
  const std::filesystem::path file_;
  mutable std::mutex mutex_;
  std::string code_;  ///< without hyphen; empty: closed
  int wrong_ = 0;
};

}  // namespace siaga::hub
