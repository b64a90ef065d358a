// No stderr while it lives: the log of a hub whose disk is broken on purpose, thousands of times.
// Thread: construct and destroy while nobody else opens descriptors.
#pragma once

#include <fcntl.h>
#include <unistd.h>

namespace siaga::test {

class Silence {
 public:
  Silence() : kept_(::dup(STDERR_FILENO)) {
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDERR_FILENO);
    ::close(nowhere);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  ~Silence() {
    ::dup2(kept_, STDERR_FILENO);
    ::close(kept_);
  }

 private:
  int kept_;
};

}  // namespace siaga::test
