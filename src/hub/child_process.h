// Runs a program on a file: the file on its descriptor 0, its answer on descriptor 1, nothing else open, a bare
// environment. Whatever happens, the child is gone when the call returns.
// Thread: blocks its caller; StopSwitch may be thrown from any.
#pragma once

#include "base/file.h"
#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::hub {

/// Ends every child that was given it, and every later one.
class StopSwitch {
 public:
  StopSwitch();
  void stop();
  int descriptor() const { return event_.get(); }  ///< readable once stopped; -1 when the system had none left

 private:
  base::Descriptor event_;
};

struct ChildTask {
  std::filesystem::path program;
  std::vector<std::string> arguments{};
  std::filesystem::path input{};     ///< empty: /dev/null
  std::chrono::seconds time{10};     ///< wall clock; the child is killed then
  const StopSwitch* stop = nullptr;  ///< may be null
};

/// The exit code with which a program says that it can't work on this machine, whatever the file is (sysexits.h).
inline constexpr int exit_unavailable = 69;

/// Hands each piece of its output to `take`, whose error ends the child and is returned. Errors: not_found (no such
/// program), timeout, corrupt (died, or ended with a code of its own), unavailable (exit_unavailable, or stopped),
/// internal.
base::Result<void> run_child(const ChildTask& task, const std::function<base::Result<void>(std::string_view)>& take);

/// All of its output. Errors: the same; too_large over `longest` bytes.
base::Result<std::string> output_of_child(const ChildTask& task, std::size_t longest);

}  // namespace siaga::hub
