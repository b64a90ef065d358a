// What siaga-probe asks of the kernel while it looks into a recording, seen by strace.
// Thread: blocking; a Boost test is running.
#pragma once

#include <filesystem>
#include <string>

namespace siaga::test {

/// A folder of plugins as the hub prepares it, made once.
const std::string& probe_plugins();

/// Before it looks at the recording it may open libraries, its plugins and what they ask of the kernel, to read only;
/// then it shuts itself in, and opens nothing. `command` is "examine" or "copy".
void expect_nothing_opened(const std::filesystem::path& recording, const std::string& command);

}  // namespace siaga::test
