#include "hub/child_process.h"

#include "base/file.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

using Clock = std::chrono::steady_clock;

class FileActions {
 public:
  FileActions() { posix_spawn_file_actions_init(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  posix_spawn_file_actions_t* get() { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

class Attributes {
 public:
  Attributes() {
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes_, &none);  // ours blocks SIGTERM
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
  }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  ~Attributes() { posix_spawnattr_destroy(&attributes_); }
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// A child that is killed and reaped unless it was waited for.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
  }
  /// False when it is still there at `until`.
  bool ends_before(Clock::time_point until) const {
    // glibc 2.36 forgot extern "C" in <sys/pidfd.h>
    const base::Descriptor handle{static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0))};
    pollfd waiting{handle.get(), POLLIN, 0};
    while (handle.is_open()) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
      if (left <= 0) return false;
      if (::poll(&waiting, 1, static_cast<int>(left)) > 0) return true;
    }
    return false;
  }
  /// Its status as waitpid gives it.
  int wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
  }

 private:
  pid_t pid_;
};

Result<pid_t> spawn(const std::filesystem::path& program, int input, int output) {
  FileActions actions;
  posix_spawn_file_actions_adddup2(actions.get(), input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(actions.get(), output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(actions.get(), STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(actions.get(), STDERR_FILENO + 1);
  const Attributes attributes;
  std::string name = program.string();
  std::array<char*, 2> arguments{name.data(), nullptr};
  std::string path = "PATH=/usr/bin:/bin";
  std::string locale = "LC_ALL=C.UTF-8";
  std::array<char*, 3> environment{path.data(), locale.data(), nullptr};
  pid_t pid = 0;
  const int code =
      ::posix_spawn(&pid, name.c_str(), actions.get(), attributes.get(), arguments.data(), environment.data());
  if (code != 0) return fail(Fault::internal, name + ": " + std::strerror(code));
  return pid;
}

/// Everything until the other end closes.
Result<std::string> drain(int fd, const ChildLimits& limits, Clock::time_point until) {
  std::string output;
  std::array<char, 4096> piece{};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return fail(Fault::timeout, "the child took too long");
    pollfd waiting{fd, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(left));
    if (ready < 0 && errno != EINTR) return fail(Fault::internal, std::strerror(errno));
    if (ready <= 0) continue;
    const auto count = ::read(fd, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(Fault::internal, std::strerror(errno));
    if (count == 0) return output;
    output.append(piece.data(), static_cast<std::size_t>(count));
    if (output.size() > limits.output) return fail(Fault::too_large, "the child says too much");
  }
}

}  // namespace

Result<std::string> run_child(const std::filesystem::path& program, const std::filesystem::path& input,
                              ChildLimits limits) {
  if (::access(program.c_str(), X_OK) != 0) return fail(Fault::not_found, program.string() + " isn't installed");
  const auto file = base::File::open(input, base::File::Mode::read);
  if (!file) return fail(Fault::internal, file.error().detail);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(Fault::internal, std::strerror(errno));
  const base::Descriptor reading{ends[0]};
  base::Descriptor writing{ends[1]};
  const auto pid = spawn(program, file->descriptor(), writing.get());
  if (!pid) return pid.error();
  Child child{*pid};
  writing.close();
  const auto until = Clock::now() + limits.time;
  auto output = drain(reading.get(), limits, until);
  if (!output) return output;
  if (!child.ends_before(until)) return fail(Fault::timeout, "the child took too long");
  const int status = child.wait();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return fail(Fault::corrupt, "the child died");
  return output;
}

}  // namespace siaga::hub
