// Runs a program on a file: the file on its descriptor 0, its answer on descriptor 1, nothing else open, a bare
// environment. Thread: blocks its caller.
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>

namespace siaga::hub {

struct ChildLimits {
  std::chrono::seconds time{10};   ///< wall clock; the child is killed then
  std::size_t output = 64 * 1024;  ///< bytes; more and it is killed
};

/// What it printed. Errors: not_found (no such program), timeout, too_large, corrupt (died, or ended with another
/// code than 0), internal.
base::Result<std::string> run_child(const std::filesystem::path& program, const std::filesystem::path& input,
                                    ChildLimits limits);

}  // namespace siaga::hub
