// siaga-probe: looks into a recording that came from outside, so that the hub doesn't have to.
//   siaga-probe [examine [PLUGINS [SECONDS]]]   reads the regular file on descriptor 0, writes findings to descriptor 1
//   siaga-probe copy PLUGINS SECONDS            the same with an indexed copy
//   siaga-probe prepare PLUGINS                 fills the folder that the others are given; reads nothing
//   siaga-probe self-test                       shows that the sandbox holds here
// Frames are described in probe_output.h. Exit 0: it could judge; 69: this machine lacks something (nothing is said
// about the file); anything else, or a signal: the file was too much. A parent limits its wall time.
#include "media/probe.h"
#include "media/probe_copy.h"
#include "media/probe_output.h"
#include "media/probe_sandbox.h"
#include "media/probe_self_test.h"

#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <sys/prctl.h>
#include <unistd.h>

namespace {

using namespace siaga;
using std::chrono::seconds;

constexpr int cannot_work_here = 69;  // EX_UNAVAILABLE
constexpr int refused = 2;

int report_fault(const base::Error& error) {
  std::fprintf(stderr, "siaga-probe: %s\n", error.detail.c_str());
  return error.fault == base::Fault::corrupt ? EXIT_FAILURE : cannot_work_here;
}

seconds seconds_of(std::string_view text) {
  int count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return seconds{count > 0 ? count : 10};
}

/// Reading may take a third of the time: it may be done twice, and then posters are drawn.
seconds patience_of(seconds all) { return std::max(seconds{1}, all / 3); }

/// Nothing but the two descriptors is left, and nobody survives the parent.
bool stand_alone() {
  std::signal(SIGPIPE, SIG_IGN);
  return ::close_range(STDERR_FILENO + 1, ~0u, 0) == 0 && ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
}

int work(bool copies, const char* plugins, seconds allowed) {
  if (!stand_alone()) return cannot_work_here;
  if (auto loaded = media::load_probe_elements(plugins); !loaded) return report_fault(loaded.error());
  // Two streams and their decoders work at the same time.
  if (auto closed = media::close_sandbox(2 * allowed); !closed) {
    report_fault(closed.error());
    return cannot_work_here;
  }
  if (copies) {
    const auto copied = media::write_indexed_copy(STDIN_FILENO, STDOUT_FILENO, patience_of(2 * allowed));
    return copied ? EXIT_SUCCESS : EXIT_FAILURE;
  }
  const auto findings = media::find_in_descriptor(STDIN_FILENO, patience_of(allowed));
  return media::write_findings(STDOUT_FILENO, findings) ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int count, char** values) {
  const std::string_view command = count > 1 ? values[1] : "examine";
  const char* plugins = count > 2 ? values[2] : "";
  const seconds allowed = seconds_of(count > 3 ? values[3] : "");
  if (command == "examine" || command == "copy") return work(command == "copy", plugins, allowed);
  if (command == "prepare" && *plugins != '\0') {
    const auto prepared = media::prepare_plugins(plugins);
    return prepared ? EXIT_SUCCESS : report_fault(prepared.error());
  }
  if (command == "self-test") return media::test_sandbox(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
  std::fputs("siaga-probe examine|copy|prepare|self-test [PLUGINS [SECONDS]]\n", stderr);
  return refused;
}
