// readers: many consoles in one process, one thread: connects them all, says "ready", reads until each has had what it
// is to get, and prints when that was. The same program reads the hub and every peer.
//   readers --port P --count N [--tls] [--target PATH] [--header LINE]… [--nats SUBJECT]
//           (--bytes TOTAL | --seq LAST | --marks COUNT | --hold | --stopped)
// bytes: payload bytes a reader; seq: until a range frame reaches LAST; marks: time stamps "@@<19 digits>" in payloads,
// whose ages are printed; hold: stays connected until its input ends; stopped: the same, and reads nothing.
#include "wire.h"

#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <optional>
#include <thread>
#include <vector>

namespace siaga::bench {
namespace {

struct Wish {
  std::uint16_t port = 0;
  std::size_t count = 1;
  bool tls = false;
  std::string target = "/";
  std::string headers;
  std::string nats;
  std::uint64_t bytes = 0;
  std::uint64_t seq = 0;
  std::uint64_t marks = 0;
  bool hold = false;
  bool stopped = false;
};

Wish parse(const std::vector<std::string>& words) {
  Wish wish;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto& name = words[at];
    const auto value = [&] { return words.at(++at); };
    if (name == "--port")
      wish.port = static_cast<std::uint16_t>(std::stoul(value()));
    else if (name == "--count")
      wish.count = std::stoul(value());
    else if (name == "--tls")
      wish.tls = true;
    else if (name == "--target")
      wish.target = value();
    else if (name == "--header")
      wish.headers += value() + "\r\n";
    else if (name == "--nats")
      wish.nats = value();
    else if (name == "--bytes")
      wish.bytes = std::stoull(value());
    else if (name == "--seq")
      wish.seq = std::stoull(value());
    else if (name == "--marks")
      wish.marks = std::stoull(value());
    else if (name == "--hold")
      wish.hold = true;
    else if (name == "--stopped")
      wish.stopped = true;
    else
      throw std::runtime_error("unknown: " + name);
  }
  return wish;
}

struct Reader {
  explicit Reader(Connection made) : connection(std::move(made)) {}
  Connection connection;
  FrameParser parser;
  std::uint64_t got = 0;
  std::string text;  // of the frame that is being read; its beginning alone unless marks are looked for
  bool done = false;
};

/// The server's greeting and the answer to our PING are read before anything is counted.
void subscribe_to_nats(Connection& connection, const std::string& subject) {
  connection.write_all(
      client_frame("CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB " + subject + " 1\r\nPING\r\n"));
  FrameParser parser;
  std::string text;
  char buffer[4096];
  while (text.find("PONG\r\n") == std::string::npos) {
    const auto count = connection.read(buffer);
    parser.feed({buffer, count}, [&](unsigned, std::string_view piece, bool, bool) { text += piece; });
  }
}

/// A window of a few kilobytes, so that one that stops reading is felt by its server at once.
void make_small(const Connection& connection) {
  const int bytes = 4096;
  ::setsockopt(connection.descriptor(), SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

class Crowd {
 public:
  explicit Crowd(Wish wish) : wish_(std::move(wish)), tls_(client_context()) {
    readers_.reserve(wish_.count);
    for (std::size_t i = 0; i < wish_.count; ++i) {
      Reader reader{Connection::to(wish_.port, wish_.tls ? tls_.get() : nullptr)};
      upgrade(reader.connection, wish_.target, wish_.headers);
      if (!wish_.nats.empty()) subscribe_to_nats(reader.connection, wish_.nats);
      reader.connection.set_waiting(false);
      if (wish_.stopped) make_small(reader.connection);
      readers_.push_back(std::move(reader));
    }
    ages_.reserve(wish_.marks * wish_.count);
  }

  /// Blocks until whoever started us closes our input; what the sockets hold by then is all that was taken.
  [[noreturn]] static void read_nothing() {
    for (;;) ::pause();
  }

  void read_all() {
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      ::epoll_ctl(epoll, EPOLL_CTL_ADD, readers_[i].connection.descriptor(), &event);
    }
    std::vector<epoll_event> events(256);
    while (done_ < readers_.size() || wish_.hold) {
      const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
      for (int i = 0; i < count; ++i) drain(readers_[events[static_cast<std::size_t>(i)].data.u64]);
    }
  }

  void report() {
    std::ranges::sort(ages_);
    std::printf("{\"first\":%lld,\"last\":%lld,\"ages_us\":[", static_cast<long long>(first_),
                static_cast<long long>(last_));
    for (std::size_t i = 0; i < 1000 && !ages_.empty(); ++i)  // quantiles 0.0005 … 0.9995
      std::printf("%s%.1f", i ? "," : "", static_cast<double>(ages_[ages_.size() * (2 * i + 1) / 2000]) / 1e3);
    std::printf("]}\n");
    std::fflush(stdout);
  }

 private:
  void drain(Reader& reader) {
    // One piece a turn: a flooded reader must not starve the others.
    const auto count = reader.connection.read(buffer_);
    if (count == 0) return;
    const auto at = now_ns();
    if (first_ == 0) first_ = at;
    reader.parser.feed({buffer_, count}, [&](unsigned opcode, std::string_view piece, bool begins, bool ends) {
      if (opcode <= 2) take(reader, piece, begins, ends, at);
    });
    if (reader.done || !is_complete(reader)) return;
    reader.done = true;
    ++done_;
    last_ = at;
  }

  void take(Reader& reader, std::string_view piece, bool begins, bool ends, std::int64_t at) {
    if (wish_.bytes) {
      reader.got += piece.size();
      return;
    }
    if (begins) reader.text.clear();
    if (wish_.marks || reader.text.size() < 64) reader.text.append(piece.substr(0, wish_.marks ? piece.size() : 64));
    if (!ends) return;
    if (wish_.seq) note_range(reader);
    if (wish_.marks) note_marks(reader, at);
  }

  static void note_range(Reader& reader) {
    const auto to = reader.text.find("\"to\":");
    if (!reader.text.starts_with("{\"from\"") || to == std::string::npos) return;
    std::from_chars(reader.text.data() + to + 5, reader.text.data() + reader.text.size(), reader.got);
  }

  void note_marks(Reader& reader, std::int64_t at) {
    for (auto mark = reader.text.find("@@"); mark != std::string::npos; mark = reader.text.find("@@", mark + 21)) {
      std::int64_t sent = 0;
      std::from_chars(reader.text.data() + mark + 2, reader.text.data() + mark + 21, sent);
      ages_.push_back(at - sent);
      ++reader.got;
    }
  }

  bool is_complete(const Reader& reader) const {
    return reader.got >= (wish_.bytes ? wish_.bytes : wish_.seq ? wish_.seq : wish_.marks) && !wish_.hold;
  }

  const Wish wish_;
  const Context tls_;
  std::vector<Reader> readers_;
  std::vector<std::int64_t> ages_;
  std::size_t done_ = 0;
  std::int64_t first_ = 0;
  std::int64_t last_ = 0;
  char buffer_[256 * 1024];
};

int run(const std::vector<std::string>& words) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  const auto wish = parse(words);
  const auto crowd = std::make_unique<Crowd>(wish);
  std::puts("ready");
  std::fflush(stdout);
  std::jthread ending;  // whoever started us ends us by closing our input
  ending = std::jthread{[] {
    while (std::getchar() != EOF) continue;
    std::_Exit(0);
  }};
  if (wish.stopped) Crowd::read_nothing();
  crowd->read_all();
  crowd->report();
  std::_Exit(0);
}

}  // namespace
}  // namespace siaga::bench

int main(int count, char** words) {
  try {
    return siaga::bench::run({words + 1, words + count});
  } catch (const std::exception& fault) {
    std::cerr << "readers: " << fault.what() << std::endl;
    return 1;
  }
}
