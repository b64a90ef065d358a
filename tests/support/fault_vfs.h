// SQLite on a FaultDisk: while it lives, databases that are opened by name go through it. Files outside of every
// FaultDisk are passed on untouched. Shared memory (-shm) is passed on, too: a power cut leaves nothing of it.
// Owner: a test. Thread: construct and destroy while no database is open.
#pragma once

#include <memory>

namespace siaga::test {

class FaultVfs {
 public:
  /// Becomes SQLite's default.
  FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;
  ~FaultVfs();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace siaga::test
