// siaga-probe: looks into a recording that came from outside, so that the hub doesn't have to.
//   siaga-probe [examine [PLUGINS [SECONDS [BYTES]]]]   reads the regular file on descriptor 0, of one that still grows
//                                               BYTES from its beginning, writes findings to descriptor 1
//   siaga-probe measure PLUGINS SECONDS         the same, the report alone: nothing is decoded
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
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>
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

/// `usual` when it isn't a number above nothing.
template <class Number>
Number number_of(std::string_view text, Number usual) {
  Number number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number > 0 ? number : usual;
}

enum class Work { examine, measure, copy };

struct Wish {
  Work work = Work::examine;
  const char* plugins = "";
  seconds allowed{10};
  std::uint64_t bytes = std::numeric_limits<std::uint64_t>::max();
};

/// Nothing: it isn't about a recording.
std::optional<Work> work_of(std::string_view command) {
  if (command == "examine") return Work::examine;
  if (command == "measure") return Work::measure;
  if (command == "copy") return Work::copy;
  return std::nullopt;
}

/// A reading may take a third of the time: it may be done twice, and then posters are drawn.
seconds patience_of(seconds all) { return std::max(seconds{1}, all / 3); }

/// Nothing but the two descriptors is left, and nobody survives the parent.
bool stand_alone() {
  std::signal(SIGPIPE, SIG_IGN);
  return ::close_range(STDERR_FILENO + 1, ~0u, 0) == 0 && ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
}

bool write_answer(const Wish& wish) {
  if (wish.work == Work::copy)
    return media::write_indexed_copy(STDIN_FILENO, STDOUT_FILENO, patience_of(2 * wish.allowed)).has_value();
  media::Findings findings;
  if (wish.work == Work::measure)
    findings.report = media::probe_descriptor(STDIN_FILENO, patience_of(wish.allowed));
  else
    findings = media::find_in_descriptor(STDIN_FILENO, patience_of(wish.allowed), wish.bytes);
  return media::write_findings(STDOUT_FILENO, findings);
}

int obey(const Wish& wish) {
  if (!stand_alone()) return cannot_work_here;
  if (auto loaded = media::load_probe_elements(wish.plugins); !loaded) return report_fault(loaded.error());
  // Two streams and their decoders work at the same time.
  if (auto closed = media::close_sandbox(2 * wish.allowed); !closed) {
    report_fault(closed.error());
    return cannot_work_here;
  }
  return write_answer(wish) ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int count, char** values) {
  const std::string_view command = count > 1 ? values[1] : "examine";
  Wish wish;
  if (count > 2) wish.plugins = values[2];
  if (count > 3) wish.allowed = seconds{number_of(values[3], wish.allowed.count())};
  if (count > 4) wish.bytes = number_of(values[4], wish.bytes);
  if (const auto work = work_of(command)) {
    wish.work = *work;
    return obey(wish);
  }
  if (command == "prepare" && *wish.plugins != '\0') {
    const auto prepared = media::prepare_plugins(wish.plugins);
    return prepared ? EXIT_SUCCESS : report_fault(prepared.error());
  }
  if (command == "self-test") return media::test_sandbox(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
  std::fputs("siaga-probe examine|measure|copy|prepare|self-test [PLUGINS [SECONDS [BYTES]]]\n", stderr);
  return refused;
}
