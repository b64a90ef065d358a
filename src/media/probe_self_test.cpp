#include "media/probe_self_test.h"

#include "media/probe_sandbox.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

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
  Wall wall;           ///< which part of the sandbox has to stop it
  bool (*succeeds)();  ///< true: it came through
};

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
};

constexpr int came_through = 10;
constexpr int was_refused = 11;
constexpr int no_wall = 12;

bool close_walls(Wall wall) {
  constexpr std::chrono::seconds processor_time{5};
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

const char* verdict(int status) {
  if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGSYS ? "killed" : "CRASHED";
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
    const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
    const bool refused = WIFEXITED(status) && WEXITSTATUS(status) == was_refused;
    const bool is_second_wall = attempt.wall == Wall::files && WIFEXITED(status) && WEXITSTATUS(status) == no_wall;
    holds = holds && (killed || refused || is_second_wall);
    std::fprintf(out, "%s: %s\n", attempt.name, verdict(status));
  }
  return holds;
}

}  // namespace siaga::media
