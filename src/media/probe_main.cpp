// siaga-probe: looks into a recording that came from outside, so that the hub doesn't have to.
// Reads the regular file on descriptor 0 and writes one JSON object to descriptor 1; exit 0 whenever it could judge.
// A parent limits its wall time and takes a dead child for "unreadable".
#include "media/media_runtime.h"
#include "media/probe.h"

#include <csignal>
#include <cstdio>
#include <string>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

bool limit(__rlimit_resource what, rlim_t most) {
  const rlimit bound{most, most};
  return ::setrlimit(what, &bound) == 0;
}

// Below 1 GB of address space a 4K file hangs without an error. AddressSanitizer reserves terabytes of it.
bool limit_memory() {
#ifdef __SANITIZE_ADDRESS__
  return true;
#else
  return limit(RLIMIT_AS, rlim_t{1536} << 20);
#endif
}

bool confine() {
  std::signal(SIGXFSZ, SIG_IGN);
  return limit_memory() && limit(RLIMIT_CPU, 20) && limit(RLIMIT_NOFILE, 64) && limit(RLIMIT_FSIZE, 0) &&
         limit(RLIMIT_CORE, 0) && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

bool write_out(const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t wrote = ::write(STDOUT_FILENO, text.data() + done, text.size() - done);
    if (wrote <= 0) return false;
    done += static_cast<std::size_t>(wrote);
  }
  return true;
}

}  // namespace

int main() {
  // GStreamer starts before the limits: it may write its registry the first time.
  if (!siaga::media::start_media() || !confine()) {
    std::fputs("siaga-probe: can't start GStreamer or set its limits\n", stderr);
    return 1;
  }
  return write_out(siaga::media::to_json(siaga::media::probe_descriptor(STDIN_FILENO)) + "\n") ? 0 : 1;
}
