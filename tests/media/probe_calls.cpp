#include "media/probe_calls.h"

#include "media/clips.h"

#include "base/file.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace siaga::test {
namespace {

/// A call, or the second half of one that another thread's line cut in two.
const std::regex reaching(
    "\\b(open|openat|openat2|creat|socket|connect|bind|execve|execveat|fork|vfork|unlink|rename|mkdir)(\\(| resumed>)");
const std::regex opening("\\bopen(at)?\\(.*\"([^\"]*)\", ([A-Z_|]*)");

/// Libraries, and what the C library, GLib and libnuma read as they are loaded.
bool is_for_loading(const std::string& path) {
  static const std::regex places(
      "(/usr|)/lib(64|)/.*|/etc/ld\\.so\\..*|/proc/(self|filesystems).*|/sys/devices/system/.*|/dev/(urandom|null)");
  return std::regex_match(path, places) || path.starts_with(probe_plugins() + "/");
}

/// Of a line with a call that reached something, while the probe is still open.
void expect_loading(const std::string& line, const std::string& program) {
  if (line.find("execve(\"" + program + "\"") != line.npos) return;
  std::smatch call;
  const bool opens = std::regex_search(line, call, opening);
  BOOST_TEST((opens && is_for_loading(call[2]) && call[3].str().find("O_WRONLY") == std::string::npos &&
              call[3].str().find("O_RDWR") == std::string::npos && call[3].str().find("O_CREAT") == std::string::npos),
             line);
}

}  // namespace

const std::string& probe_plugins() {
  static const ScratchFolder folder;
  static const std::string path = [] {
    auto made = (folder.path() / "plugins").string();
    if (std::system((SIAGA_PROBE " prepare " + made).c_str()) != 0) throw std::runtime_error("no plugins");
    return made;
  }();
  return path;
}

int expect_nothing_opened(const std::filesystem::path& recording, const std::string& command) {
  const ScratchFolder folder;
  const auto log = folder.path() / "calls";
  output_of("strace -f -s 1000 -o " + log.string() + " " SIAGA_PROBE " " + command + " " + probe_plugins() + " 20 < " +
            recording.string() + " | cat");
  std::istringstream lines(base::read_file(log, 1ull << 30).value());
  bool closed = false;
  int before = 0;
  int seen = 0;
  for (std::string line; std::getline(lines, line);) {
    closed = closed || (line.find("SECCOMP_SET_MODE_FILTER, 0") != line.npos && line.ends_with("= 0"));
    ++(closed ? seen : before);
    if (closed) BOOST_TEST(line.find("SIGSYS") == line.npos, line);
    // Of a call in two lines the first has the path, the second the answer.
    const bool says_nothing = line.find(closed ? " <unfinished ...>" : " resumed>") != line.npos;
    const bool reached = std::regex_search(line, reaching) && line.find(" = -1 ") == line.npos;
    if (!reached || says_nothing) continue;
    if (closed)
      BOOST_TEST(false, line);
    else
      expect_loading(line, SIAGA_PROBE);
  }
  BOOST_TEST(before > 100);
  BOOST_TEST(closed);
  return seen;
}

ProbeEnd survived(const std::filesystem::path& recording, const std::string& command) {
  const ScratchFolder folder;
  const auto errors = (folder.path() / "errors").string();
  ProbeEnd end;
  end.said = output_of(
      "(/usr/bin/python3 -c 'import resource,subprocess,sys\n"
      "code=subprocess.run([\"timeout\",\"25\",\"" SIAGA_PROBE
      "\"]+sys.argv[1:],stderr=subprocess.DEVNULL).returncode\n"
      "print(code,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,file=sys.stderr)' " +
      command + " " + probe_plugins() + " 20 < " + recording.string() + " 2> " + errors + ") | cat");
  std::istringstream(base::read_file(errors).value()) >> end.code >> end.kilobytes;
  BOOST_TEST(end.code != "124");
  BOOST_TEST(end.kilobytes < 1'600'000u);
  BOOST_TEST(end.kilobytes > 0u);
  return end;
}

}  // namespace siaga::test
