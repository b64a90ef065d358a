// The box in which siaga-probe reads a stranger's file: what was opened before stays usable, and nothing else can be
// reached: no file, no address, no program, no other process. Closing it can't be undone.
// Thread: close_sandbox() and its parts before any thread but main's exists. Errors: internal, with the call that
// failed.
#pragma once

#include "base/result.h"

#include <chrono>

namespace siaga::media {

/// GStreamer and every element that the probe uses are loaded, because nothing can be loaded later. `plugins` is a
/// folder of prepare_plugins(); empty: the system's, which may write a registry. Errors: unavailable.
base::Result<void> load_probe_elements(const char* plugins);

/// Makes or refreshes a folder of links to the allowed plugins with a registry of its own, so that a probe starts fast
/// and scans nothing. Errors: internal (can't be written), unavailable (no GStreamer).
base::Result<void> prepare_plugins(const char* folder);

/// Memory, processor time, descriptors; no byte may be written to any file, no core is dumped, no right gained by exec.
/// AddressSanitizer reserves terabytes, so in its builds memory isn't limited.
base::Result<void> limit_resources(std::chrono::seconds processor_time);

/// Landlock with an empty list: no file can be opened, nor (where the kernel knows how) a port be used. Whether the
/// kernel has it.
base::Result<bool> forbid_files();

/// seccomp. What media libraries try and can do without (files, sockets) is refused with EACCES; whatever else a probe
/// has no business with ends it at once (SIGSYS). Without effect in sanitizer builds, whose runtimes need more.
base::Result<void> forbid_calls();

/// All three, in the order in which each is still allowed.
base::Result<void> close_sandbox(std::chrono::seconds processor_time);

}  // namespace siaga::media
