// Runs a program on a file or a text: that on its descriptor 0, its answer on descriptor 1, nothing else open, a bare
// environment, no shell. Whatever happens, the child and what it started are gone when the call returns.
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

namespace siaga::base {

/// Ends every wait that was given it, and every later one.
class StopSwitch {
 public:
  StopSwitch();
  void stop();
  bool is_stopped() const;
  /// Waits for so long; true at once when it is thrown.
  bool wait(std::chrono::milliseconds most) const;
  int descriptor() const { return event_.get(); }  ///< readable once stopped; -1 when the system had none left

 private:
  Descriptor event_;
};

struct ChildTask {
  std::filesystem::path program;
  std::vector<std::string> arguments{};
  std::filesystem::path input{};     ///< empty: `text`
  std::chrono::seconds time{10};     ///< wall clock; the child is killed then
  const StopSwitch* stop = nullptr;  ///< may be null
  std::string_view text{};           ///< what it reads where there is no file: never on a disk; the caller's
};

/// The exit code with which a program says that it can't work on this machine, whatever the file is (sysexits.h).
inline constexpr int exit_unavailable = 69;

/// Hands each piece of its output to `take`, whose error ends the child and is returned. Errors: not_found (no such
/// program), timeout, corrupt (died, or ended with a code of its own), unavailable (exit_unavailable, or stopped),
/// internal.
Result<void> run_child(const ChildTask& task, const std::function<Result<void>(std::string_view)>& take);

/// All of its output. Errors: the same; too_large over `longest` bytes.
Result<std::string> output_of_child(const ChildTask& task, std::size_t longest);

}  // namespace siaga::base
