// ceiling: the least that can feed many WebSocket readers: every message framed once, a cursor a reader, as much as
// fits in each send, epoll and nothing else. What no server on this machine can beat by much.
//   ceiling [--cert FILE --key FILE] [--threads N]
// Prints its port. Commands on its input: "publish COUNT SIZE" (as fast as it can; prints "published START_NS"),
// "rate PER_SECOND COUNT SIZE" (with time stamps).
#include "ticker.h"
#include "wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <deque>
#include <iostream>
#include <mutex>
#include <sstream>
#include <thread>
#include <vector>

namespace siaga::bench {
namespace {

constexpr std::size_t most_bytes = 1u << 30;
constexpr std::size_t most_at_once = 256 * 1024;

/// All messages ever, framed, one after the other. Reserved once, so that readers may look while it grows.
struct Log {
  Log() { bytes.reserve(most_bytes); }
  std::string bytes;
  std::atomic<std::size_t> end{0};

  void add(std::string_view frame) {
    if (bytes.size() + frame.size() > most_bytes) throw std::runtime_error("the log is full");
    bytes.append(frame);
  }
  void publish() { end.store(bytes.size(), std::memory_order_release); }
};

struct Reader {
  Reader(Connection made, std::size_t from) : connection(std::move(made)), cursor(from) {}
  Connection connection;
  std::size_t cursor;
  bool stalled = false;
};

class Worker {
 public:
  explicit Worker(const Log& log)
      : log_(log), epoll_(::epoll_create1(EPOLL_CLOEXEC)), wake_(::eventfd(0, EFD_NONBLOCK)) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = nullptr;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event);
    thread_ = std::jthread{[this] { run(); }};  // ends with the process, as all does
  }

  /// `from`: where the log ended before the reader was told that it is connected.
  void add(Connection connection, std::size_t from) {
    const std::lock_guard lock{mutex_};
    connection.set_waiting(false);
    auto& reader = readers_.emplace_back(std::move(connection), from);
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLET;
    event.data.ptr = &reader;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, reader.connection.descriptor(), &event);
  }

  void wake() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
  }

 private:
  void run() {
    std::vector<epoll_event> events(256);
    while (true) {
      const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
      bool all = false;
      for (int i = 0; i < count; ++i) {
        const auto& event = events[static_cast<std::size_t>(i)];
        if (!event.data.ptr) {
          std::uint64_t ignored = 0;
          [[maybe_unused]] const auto got = ::read(wake_, &ignored, sizeof ignored);
          all = true;
        } else if (event.events & EPOLLOUT) {
          send_to(*static_cast<Reader*>(event.data.ptr));
        }
      }
      if (!all) continue;
      const std::lock_guard lock{mutex_};
      for (auto& reader : readers_) send_to(reader);
    }
  }

  void send_to(Reader& reader) {
    const auto end = log_.end.load(std::memory_order_acquire);
    try {
      while (reader.cursor < end) {
        const std::string_view rest{log_.bytes.data() + reader.cursor, std::min(end - reader.cursor, most_at_once)};
        const auto sent = reader.connection.write(rest);
        if (sent == 0) return;
        reader.cursor += sent;
      }
    } catch (const std::exception&) {
      reader.cursor = most_bytes;  // gone
    }
  }

  const Log& log_;
  const int epoll_;
  const int wake_;
  std::mutex mutex_;
  std::deque<Reader> readers_;
  std::jthread thread_;
};

std::string message(std::size_t size) {
  char mark[32];
  std::snprintf(mark, sizeof mark, "@@%019lld", static_cast<long long>(now_ns()));
  std::string text = mark;
  text.resize(size, 'x');
  return text;
}

class Server {
 public:
  Server(const std::string& certificate, const std::string& key, std::size_t threads) {
    if (!certificate.empty()) tls_ = server_context(certificate, key);
    for (std::size_t i = 0; i < threads; ++i) workers_.push_back(std::make_unique<Worker>(log_));
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 1024) != 0)
      throw std::runtime_error("can't listen");
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    std::cout << ntohs(address.sin_port) << std::endl;
    accepting_ = std::jthread{[this] { accept_all(); }};
  }

  void obey(const std::string& line) {
    std::istringstream words{line};
    std::string verb;
    std::size_t count = 0, size = 0;
    long per_second = 0;
    words >> verb;
    if (verb == "publish") {
      words >> count >> size;
      publish(count, size);
    } else if (verb == "rate") {
      words >> per_second >> count >> size;
      trickle(per_second, count, size);
    }
  }

 private:
  void accept_all() {
    for (std::size_t next = 0;; ++next) {
      const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (descriptor < 0) return;
      try {
        auto connection = Connection::accepted(descriptor, tls_.get());
        const auto from = log_.end.load();
        answer_upgrade(connection);
        workers_[next % workers_.size()]->add(std::move(connection), from);
      } catch (const std::exception& fault) {
        std::cerr << "ceiling: " << fault.what() << std::endl;
      }
    }
  }

  void wake_all() {
    log_.publish();
    for (const auto& worker : workers_) worker->wake();
  }

  void publish(std::size_t count, std::size_t size) {
    const auto start = now_ns();
    const auto frame = server_frame(message(size));
    for (std::size_t done = 0; done < count; ++done) {
      log_.add(frame);
      if (done % 64 == 63) wake_all();
    }
    wake_all();
    std::cout << "published " << start << std::endl;
  }

  void trickle(long per_second, std::size_t count, std::size_t size) {
    Ticker ticker{per_second};
    for (std::size_t done = 0; done < count; ++done) {
      ticker.wait();
      log_.add(server_frame(message(size)));
      wake_all();
    }
    std::cout << "published 0" << std::endl;
  }

  Context tls_;
  Log log_;
  std::vector<std::unique_ptr<Worker>> workers_;
  int listener_ = -1;
  std::jthread accepting_;
};

}  // namespace
}  // namespace siaga::bench

int main(int count, char** words) {
  using namespace siaga::bench;
  std::string certificate, key;
  std::size_t threads = 2;
  for (int at = 1; at + 1 < count; at += 2) {
    const std::string name = words[at];
    if (name == "--cert") certificate = words[at + 1];
    if (name == "--key") key = words[at + 1];
    if (name == "--threads") threads = std::stoul(words[at + 1]);
  }
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  try {
    auto server = std::make_unique<Server>(certificate, key, threads);
    for (std::string line; std::getline(std::cin, line);) server->obey(line);
    std::_Exit(0);
  } catch (const std::exception& fault) {
    std::cerr << "ceiling: " << fault.what() << std::endl;
    std::_Exit(1);
  }
}
