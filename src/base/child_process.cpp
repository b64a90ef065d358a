#include "base/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

namespace siaga::base {

namespace {

using Steady = std::chrono::steady_clock;

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
    posix_spawnattr_setpgroup(&attributes_, 0);       // one of its own: what it starts is ended with it
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  ~Attributes() { posix_spawnattr_destroy(&attributes_); }
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// A child that is killed and reaped, and with it whatever it has started and left behind.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ > 0) wait();
  }
  /// False when it is still there at `until`.
  bool ends_before(Steady::time_point until) const {
    // glibc 2.36 forgot extern "C" in <sys/pidfd.h>
    const Descriptor handle{static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0))};
    pollfd waiting{handle.get(), POLLIN, 0};
    while (handle.is_open()) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Steady::now()).count();
      if (left <= 0) return false;
      if (::poll(&waiting, 1, static_cast<int>(left)) > 0) return true;
    }
    return false;
  }
  /// Its status as waitpid gives it. Until it is reaped its number, and that of its group, are nobody else's.
  int wait() {
    ::kill(-pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
  }

 private:
  pid_t pid_;
};

Result<pid_t> spawn(const ChildTask& task, int input, int output) {
  FileActions actions;
  posix_spawn_file_actions_adddup2(actions.get(), input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(actions.get(), output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(actions.get(), STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(actions.get(), STDERR_FILENO + 1);
  const Attributes attributes;
  std::vector<std::string> words{task.program.string()};
  words.insert(words.end(), task.arguments.begin(), task.arguments.end());
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::string path = "PATH=/usr/bin:/bin";
  std::string locale = "LC_ALL=C.UTF-8";
  std::array<char*, 3> environment{path.data(), locale.data(), nullptr};
  pid_t pid = 0;
  const int code =
      ::posix_spawn(&pid, arguments.front(), actions.get(), attributes.get(), arguments.data(), environment.data());
  if (code != 0) return fail(Fault::internal, words.front() + ": " + std::strerror(code));
  return pid;
}

/// Waits until there is something to read, the time is over, or the switch is thrown.
Result<void> wait_for_output(int fd, const StopSwitch* stop, Steady::time_point until) {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Steady::now()).count();
    if (left <= 0) return fail(Fault::timeout, "the child took too long");
    std::array<pollfd, 2> waiting{pollfd{fd, POLLIN, 0}, pollfd{stop != nullptr ? stop->descriptor() : -1, POLLIN, 0}};
    const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(std::min<std::int64_t>(left, INT_MAX)));
    if (ready < 0 && errno != EINTR) return fail(Fault::internal, std::strerror(errno));
    if (waiting[1].revents != 0) return fail(Fault::unavailable, "stopped");
    if (ready > 0) return {};
  }
}

/// Everything until the other end closes.
Result<void> drain(int fd, const ChildTask& task, Steady::time_point until,
                   const std::function<Result<void>(std::string_view)>& take) {
  std::array<char, 64 * 1024> piece{};
  while (true) {
    if (auto waited = wait_for_output(fd, task.stop, until); !waited) return waited;
    const auto count = ::read(fd, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(Fault::internal, std::strerror(errno));
    if (count == 0) return {};
    if (auto taken = take({piece.data(), static_cast<std::size_t>(count)}); !taken) return taken;
  }
}

/// A file that has no name and lies on no disk.
Result<Descriptor> in_memory(std::string_view text) {
  Descriptor file{::memfd_create("input", MFD_CLOEXEC)};
  if (!file.is_open()) return fail(Fault::internal, std::strerror(errno));
  while (!text.empty()) {
    const auto count = ::write(file.get(), text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return fail(Fault::internal, std::strerror(errno));
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

Result<Descriptor> input_of(const ChildTask& task) {
  if (task.input.empty()) return in_memory(task.text);
  Descriptor file{::open(task.input.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file.is_open()) return fail(Fault::internal, task.input.string() + ": " + std::strerror(errno));
  return file;
}

Result<void> judge(int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  if (WIFEXITED(status) && WEXITSTATUS(status) == exit_unavailable)
    return fail(Fault::unavailable, "the child can't work on this machine");
  if (WIFSIGNALED(status)) return fail(Fault::corrupt, "the child died of signal " + std::to_string(WTERMSIG(status)));
  return fail(Fault::corrupt, "the child ended with " + std::to_string(WEXITSTATUS(status)));
}

}  // namespace

StopSwitch::StopSwitch() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

void StopSwitch::stop() {
  const std::uint64_t one = 1;
  // It can't fill up: nobody throws it 2^64 times.
  [[maybe_unused]] const auto written = ::write(event_.get(), &one, sizeof one);
}

bool StopSwitch::is_stopped() const { return wait(std::chrono::milliseconds{0}); }

bool StopSwitch::wait(std::chrono::milliseconds most) const {
  const auto until = Steady::now() + most;
  pollfd waiting{event_.get(), POLLIN, 0};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Steady::now()).count();
    if (::poll(&waiting, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, INT_MAX))) > 0) return true;
    if (left <= 0) return false;
  }
}

Result<void> run_child(const ChildTask& task, const std::function<Result<void>(std::string_view)>& take) {
  if (::access(task.program.c_str(), X_OK) != 0)
    return fail(Fault::not_found, task.program.string() + " isn't installed");
  const auto file = input_of(task);
  if (!file) return file.error();
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(Fault::internal, std::strerror(errno));
  const Descriptor reading{ends[0]};
  Descriptor writing{ends[1]};
  const auto pid = spawn(task, file->get(), writing.get());
  if (!pid) return pid.error();
  Child child{*pid};
  writing.close();
  const auto until = Steady::now() + task.time;
  if (auto drained = drain(reading.get(), task, until, take); !drained) return drained;
  if (!child.ends_before(until)) return fail(Fault::timeout, "the child took too long");
  return judge(child.wait());
}

Result<std::string> output_of_child(const ChildTask& task, std::size_t longest) {
  std::string output;
  const auto ended = run_child(task, [&output, longest](std::string_view piece) -> Result<void> {
    if (piece.size() > longest - output.size()) return fail(Fault::too_large, "the child says too much");
    output += piece;
    return {};
  });
  if (!ended) return ended.error();
  return output;
}

}  // namespace siaga::base
