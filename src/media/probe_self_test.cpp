#include "media/probe_self_test.h"

#include "media/probe_sandbox.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

namespace siaga::media {
namespace {

enum class Wall { all, files, resources };

struct Attempt {
  const char* name;
  Wall wall;            ///< which part of the sandbox has to stop it
  bool (*succeeds)();   ///< true: it came through
  int killer = SIGSYS;  ///< the signal that may end it
};

constexpr std::chrono::seconds processor_time{1};

bool opens(const char* path, int flags) { return ::open(path, flags, 0600) >= 0; }

bool sends_a_datagram(int socket) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(9);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool executes(const char* program) {
  char* const arguments[] = {nullptr};
  ::execve(program, arguments, arguments);
  return errno != EACCES;
}

bool maps_code() {
  return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

bool makes_data_executable() {
  void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return ::mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

bool reads_its_parent() {
  char here = 0;
  const iovec mine{&here, 1};
  const iovec theirs{&here, 1};
  return ::process_vm_readv(::getppid(), &mine, 1, &theirs, 1, 0) >= 0;
}

bool writes_a_file() {
  const int file = ::memfd_create("siaga", 0);
  return file >= 0 && ::write(file, "x", 1) == 1;
}

bool keeps_descriptors_open() {
  for (int count = 0; count < 1000; ++count)
    if (::dup(STDERR_FILENO) < 0) return false;
  return true;
}

/// As long as nobody stops it, and no longer than three times what it has.
bool burns_processor_time() {
  constexpr auto enough = static_cast<std::clock_t>(3 * processor_time.count()) * CLOCKS_PER_SEC;
  while (std::clock() < enough) {
  }
  return true;
}

constexpr std::array attempts{
    Attempt{"open", Wall::all, [] { return opens("/etc/passwd", O_RDONLY); }},
    Attempt{"create", Wall::all, [] { return opens("/tmp/siaga-probe-self-test", O_WRONLY | O_CREAT); }},
    Attempt{"open-without-seccomp", Wall::files, [] { return opens("/etc/passwd", O_RDONLY); }},
    Attempt{"stat", Wall::all, [] { return ::access("/etc/passwd", F_OK) == 0; }},
    Attempt{"unlink", Wall::all, [] { return ::unlink("/tmp/siaga-probe-self-test") == 0; }},
    Attempt{"rename", Wall::all, [] { return ::rename("/tmp/siaga-a", "/tmp/siaga-b") == 0 || errno == ENOENT; }},
    Attempt{"socket", Wall::all, [] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
    Attempt{"local-socket", Wall::all, [] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }},
    Attempt{"netlink", Wall::all, [] { return ::socket(AF_NETLINK, SOCK_RAW, 0) >= 0; }},
    Attempt{"connect", Wall::all, [] { return sends_a_datagram(STDIN_FILENO) || errno == ENOTSOCK; }},
    Attempt{"execve", Wall::all, [] { return executes("/bin/true"); }},
    Attempt{"fork", Wall::all, [] { return ::fork() >= 0; }},
    Attempt{"kill", Wall::all, [] { return ::kill(::getppid(), 0) == 0; }},
    Attempt{"ptrace", Wall::all, [] { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; }},
    Attempt{"read-parent", Wall::all, &reads_its_parent},
    Attempt{"map-code", Wall::all, &maps_code},
    Attempt{"execute-data", Wall::all, &makes_data_executable},
    Attempt{"io_uring", Wall::all, [] { return ::syscall(SYS_io_uring_setup, 1, nullptr) >= 0 || errno == EFAULT; }},
    Attempt{"more-rights", Wall::all, [] { return ::setuid(0) == 0; }},
    Attempt{"write-file", Wall::resources, &writes_a_file},
    Attempt{"memory", Wall::resources, [] { return std::malloc(std::size_t{3} << 30) != nullptr; }},
    Attempt{"descriptors", Wall::resources, &keeps_descriptors_open},
    Attempt{"processor-time", Wall::resources, &burns_processor_time, SIGKILL},
};

constexpr int came_through = 10;
constexpr int was_refused = 11;
constexpr int no_wall = 12;

bool close_walls(Wall wall) {
  if (wall == Wall::all) return close_sandbox(processor_time).has_value();
  if (!limit_resources(processor_time)) return false;
  if (wall == Wall::resources) return true;
  const auto closed = forbid_files();
  return closed && *closed;
}

[[noreturn]] void attempt_in_child(const Attempt& attempt) {
  if (!close_walls(attempt.wall)) ::_exit(no_wall);
  ::_exit(attempt.succeeds() ? came_through : was_refused);
}

bool is_killed(const Attempt& attempt, int status) { return WIFSIGNALED(status) && WTERMSIG(status) == attempt.killer; }

const char* verdict(const Attempt& attempt, int status) {
  if (WIFSIGNALED(status)) return is_killed(attempt, status) ? "killed" : "CRASHED";
  if (WEXITSTATUS(status) == was_refused) return "refused";
  return WEXITSTATUS(status) == no_wall ? "not available on this kernel" : "CAME THROUGH";
}

}  // namespace

bool test_sandbox(std::FILE* out) {
  bool holds = true;
  for (const auto& attempt : attempts) {
    const pid_t child = ::fork();
    if (child == 0) attempt_in_child(attempt);
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child) return false;
    const bool refused = WIFEXITED(status) && WEXITSTATUS(status) == was_refused;
    const bool is_second_wall = attempt.wall == Wall::files && WIFEXITED(status) && WEXITSTATUS(status) == no_wall;
    holds = holds && (is_killed(attempt, status) || refused || is_second_wall);
    std::fprintf(out, "%s: %s\n", attempt.name, verdict(attempt, status));
  }
  return holds;
}

}  // namespace siaga::media
