// How siaga-probe ends on a recording, and what it asks of the kernel meanwhile, seen by strace.
// Thread: blocking; a Boost test is running.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace siaga::test {

/// A folder of plugins as the hub prepares it, made once.
const std::string& probe_plugins();

/// Before it looks at the recording it may open libraries, its plugins and what they ask of the kernel, to read only;
/// then it shuts itself in, and opens nothing. `command` is "examine" or "copy". How many calls came after that: few
/// when it saw at once that there is nothing to read.
int expect_nothing_opened(const std::filesystem::path& recording, const std::string& command);

struct ProbeEnd {
  std::string code;           ///< as the shell has it: 124 when it took more than 25 s
  std::string said;           ///< what it wrote
  std::size_t kilobytes = 0;  ///< the most memory that it had
};

/// What every file gets, whoever made it: an end before the time is over, and memory within the limit.
ProbeEnd survived(const std::filesystem::path& recording, const std::string& command);

}  // namespace siaga::test
