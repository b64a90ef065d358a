// Proves on this machine, with this kernel, that the sandbox holds: `siaga-probe self-test`.
// Thread: before any other thread exists; each attempt is a child process of its own.
#pragma once

#include <cstdio>

namespace siaga::media {

/// Tries, inside of closed sandboxes, what a captured probe would try, and writes a line about each to `out`:
/// "socket: refused", "execve: killed". Whether all of it failed. Sanitizer builds have no seccomp: there it fails.
bool test_sandbox(std::FILE* out);

}  // namespace siaga::media
