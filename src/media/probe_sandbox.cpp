#include "media/probe_sandbox.h"

#include "media/codec_table.h"
#include "media/gst_handles.h"
#include "media/media_runtime.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace siaga::media {
namespace {

using base::fail;
using base::Fault;
using base::Result;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

// Below 1 GB a 4K file hangs without an error.
constexpr rlim_t most_memory = rlim_t{1536} << 20;
constexpr rlim_t most_descriptors = 64;

/// Besides those of the codec table.
constexpr std::array other_elements{"queue",      "identity", "fakesink",   "appsrc",       "appsink",
                                    "capsfilter", "jpegenc",  "videoflip",  "videoconvert", "audioconvert",
                                    "videoscale", "mp4mux",   "matroskamux"};

base::Error failed(const char* what) { return fail(Fault::internal, std::string(what) + ": " + std::strerror(errno)); }

Result<void> limit(__rlimit_resource what, rlim_t most) {
  const rlimit bound{most, most};
  if (::setrlimit(what, &bound) != 0) return failed("setrlimit");
  return {};
}

struct ReleaseFilter {
  void operator()(void* filter) const { seccomp_release(filter); }
};

/// A seccomp filter in the making; the first rule that can't be added is remembered.
class Filter {
 public:
  Filter() : filter_(seccomp_init(SCMP_ACT_KILL_PROCESS)) {}

  void allow(std::span<const int> calls) {
    for (const int call : calls) add(SCMP_ACT_ALLOW, call, {});
  }
  void refuse(std::span<const int> calls, int why) {
    for (const int call : calls) add(SCMP_ACT_ERRNO(static_cast<std::uint32_t>(why)), call, {});
  }
  /// Allowed when the bits `mask` of one argument are `wanted`.
  void allow_if(int call, unsigned argument, std::uint64_t mask, std::uint64_t wanted) {
    add(SCMP_ACT_ALLOW, call, scmp_arg_cmp{argument, SCMP_CMP_MASKED_EQ, mask, wanted});
  }
  bool load() { return filter_ && fault_ == 0 && seccomp_load(filter_.get()) == 0; }

 private:
  void add(std::uint32_t action, int call, std::optional<scmp_arg_cmp> condition) {
    if (!filter_ || fault_ != 0) return;
    fault_ = seccomp_rule_add_array(filter_.get(), action, call, condition ? 1 : 0, condition ? &*condition : nullptr);
  }

  std::unique_ptr<void, ReleaseFilter> filter_;
  int fault_ = 0;
};

constexpr std::uint64_t all_bits = ~std::uint64_t{0};

// The rules were found by running every kind of clip under strace (prototypes: "Probe sandbox that works").
void add_rules(Filter& filter) {
  constexpr std::array allowed{SCMP_SYS(read),
                               SCMP_SYS(pread64),
                               SCMP_SYS(write),
                               SCMP_SYS(close),
                               SCMP_SYS(lseek),
                               SCMP_SYS(fstat),
                               SCMP_SYS(poll),
                               SCMP_SYS(ppoll),
                               SCMP_SYS(futex),
                               SCMP_SYS(brk),
                               SCMP_SYS(munmap),
                               SCMP_SYS(mremap),
                               SCMP_SYS(madvise),
                               SCMP_SYS(rt_sigaction),
                               SCMP_SYS(rt_sigprocmask),
                               SCMP_SYS(rt_sigreturn),
                               SCMP_SYS(sigaltstack),
                               SCMP_SYS(set_robust_list),
                               SCMP_SYS(rseq),
                               SCMP_SYS(exit),
                               SCMP_SYS(exit_group),
                               SCMP_SYS(gettid),
                               SCMP_SYS(getpid),
                               SCMP_SYS(getppid),
                               SCMP_SYS(sched_yield),
                               SCMP_SYS(sched_getaffinity),
                               SCMP_SYS(sched_getattr),
                               SCMP_SYS(sched_setattr),
                               SCMP_SYS(clock_gettime),
                               SCMP_SYS(clock_getres),
                               SCMP_SYS(gettimeofday),
                               SCMP_SYS(clock_nanosleep),
                               SCMP_SYS(restart_syscall),
                               SCMP_SYS(getrandom),
                               SCMP_SYS(pipe2),
                               SCMP_SYS(eventfd2)};
  filter.allow(allowed);
  filter.allow_if(SCMP_SYS(mmap), 2, PROT_EXEC, 0);
  filter.allow_if(SCMP_SYS(mprotect), 2, PROT_EXEC, 0);
  filter.allow_if(SCMP_SYS(clone), 0, CLONE_THREAD, CLONE_THREAD);
  filter.allow_if(SCMP_SYS(socketpair), 0, all_bits, AF_UNIX);
  filter.allow_if(SCMP_SYS(prctl), 0, all_bits, PR_SET_NAME);
  filter.allow_if(SCMP_SYS(tgkill), 0, all_bits, static_cast<std::uint64_t>(::getpid()));  // abort()
  for (const int command : {F_GETFL, F_SETFL, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD})
    filter.allow_if(SCMP_SYS(fcntl), 1, all_bits, static_cast<std::uint64_t>(command));
  // newfstatat is fstat in this C library; with a name it would tell what there is, so the name must be empty.
  filter.allow_if(SCMP_SYS(newfstatat), 3, AT_EMPTY_PATH, AT_EMPTY_PATH);

  constexpr std::array unknown{SCMP_SYS(clone3)};  // pthread_create then falls back to clone, whose flags can be seen
  filter.refuse(unknown, ENOSYS);
  constexpr std::array refused{SCMP_SYS(open),       SCMP_SYS(openat),    SCMP_SYS(stat),       SCMP_SYS(lstat),
                               SCMP_SYS(access),     SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink),
                               SCMP_SYS(readlinkat), SCMP_SYS(ioctl),     SCMP_SYS(umask),      SCMP_SYS(unlink),
                               SCMP_SYS(ftruncate),  SCMP_SYS(socket),    SCMP_SYS(connect),    SCMP_SYS(getpeername),
                               SCMP_SYS(statx),      SCMP_SYS(getcwd),    SCMP_SYS(sysinfo),    SCMP_SYS(uname),
                               SCMP_SYS(getuid),     SCMP_SYS(prlimit64)};
  filter.refuse(refused, EACCES);
}

// <linux/landlock.h> of Debian 12 knows the first member only; the kernel takes as much of it as its version has.
struct LandlockRules {
  std::uint64_t files = 0;
  std::uint64_t ports = 0;
  std::uint64_t scopes = 0;
};

/// What can be handled by each version of Landlock (kernel documentation, userspace-api/landlock).
LandlockRules everything(long version) {
  LandlockRules rules;
  rules.files = (std::uint64_t{1} << 13) - 1;
  if (version >= 2) rules.files |= std::uint64_t{1} << 13;
  if (version >= 3) rules.files |= std::uint64_t{1} << 14;
  if (version >= 5) rules.files |= std::uint64_t{1} << 15;
  if (version >= 4) rules.ports = 3;
  if (version >= 6) rules.scopes = 3;
  return rules;
}

std::size_t size_of_rules(long version) {
  if (version >= 6) return sizeof(LandlockRules);
  return version >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
}

}  // namespace

Result<void> load_probe_elements(const char* plugins) {
  // Orc would compile its loops into memory that may be executed: that is an end by SIGSYS.
  ::setenv("ORC_CODE", "backup", 1);
  if (*plugins != '\0') {
    use_plugins(plugins);
    ::setenv("GST_REGISTRY_UPDATE", "no", 1);
  }
  if (auto started = start_media(); !started) return started;
  auto names = table_elements();
  names.insert(names.end(), other_elements.begin(), other_elements.end());
  bool has_demuxer = false;
  for (const char* name : names) {
    const auto element = gst::make(name);
    has_demuxer = has_demuxer || (element && std::string_view(name) == "qtdemux");
  }
  if (!has_demuxer) return fail(Fault::unavailable, "GStreamer's plugins are missing");
  return {};
}

Result<void> prepare_plugins(const char* folder) {
  if (auto linked = confine_plugins(folder); !linked) return linked;
  return start_media();  // writes the registry
}

Result<void> limit_resources(std::chrono::seconds processor_time) {
  std::signal(SIGXFSZ, SIG_IGN);
  if (!is_sanitized)
    if (auto done = limit(RLIMIT_AS, most_memory); !done) return done;
  if (auto done = limit(RLIMIT_CPU, static_cast<rlim_t>(processor_time.count())); !done) return done;
  if (auto done = limit(RLIMIT_NOFILE, most_descriptors); !done) return done;
  if (auto done = limit(RLIMIT_FSIZE, 0); !done) return done;
  if (auto done = limit(RLIMIT_CORE, 0); !done) return done;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed("no_new_privs");
  return {};
}

Result<bool> forbid_files() {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return false;
  const auto rules = everything(version);
  const auto set = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rules, size_of_rules(version), 0));
  if (set < 0) return failed("landlock_create_ruleset");
  const bool closed = ::syscall(SYS_landlock_restrict_self, set, 0) == 0;
  ::close(set);
  if (!closed) return failed("landlock_restrict_self");
  return true;
}

Result<void> forbid_calls() {
  if (is_sanitized) return {};
  Filter filter;
  add_rules(filter);
  if (!filter.load()) return fail(Fault::internal, "seccomp");
  return {};
}

Result<void> close_sandbox(std::chrono::seconds processor_time) {
  if (auto limited = limit_resources(processor_time); !limited) return limited;
  if (auto forbidden = forbid_files(); !forbidden) return forbidden.error();
  return forbid_calls();
}

}  // namespace siaga::media
