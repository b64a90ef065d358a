// Wire: the smallest client and server ends that the drivers need: TCP on this machine, with or without TLS, and
// WebSocket framing. Bare on purpose: what is measured is the other side, and the bare server is the ceiling.
// Owner: a driver's main. Thread: one at a time. Failures end the driver (std::runtime_error).
#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace siaga::bench {

/// Nanoseconds of the machine's monotonic clock: the same for all processes.
std::int64_t now_ns();

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};
using Context = std::unique_ptr<SSL_CTX, FreeContext>;

Context client_context();
/// PEM files.
Context server_context(const std::string& certificate, const std::string& key);

/// One connection, blocking until set_waiting(false).
class Connection {
 public:
  /// `tls` null: plain.
  static Connection to(std::uint16_t port, SSL_CTX* tls);
  static Connection accepted(int descriptor, SSL_CTX* tls);
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&&) = delete;
  ~Connection();

  int descriptor() const { return descriptor_; }
  void set_waiting(bool waits);

  /// Bytes moved; 0: would block.
  std::size_t read(std::span<char> into);
  std::size_t write(std::string_view bytes);
  void write_all(std::string_view bytes);
  /// Up to and with the empty line.
  std::string read_head();

 private:
  Connection(int descriptor, SSL_CTX* tls);
  std::size_t moved(int count);

  int descriptor_;
  std::unique_ptr<SSL, FreeSsl> ssl_;
};

/// The client's half of the upgrade; throws unless the answer is 101. `headers`: lines with their ends.
void upgrade(Connection& connection, const std::string& target, const std::string& headers);
/// The server's half.
void answer_upgrade(Connection& connection);

/// An unmasked text frame, as servers send.
std::string server_frame(std::string_view payload);
/// A masked binary frame, as clients send.
std::string client_frame(std::string_view payload);

/// Cuts a stream into frames. `on_payload(opcode, piece, frame_begins, frame_ends)`.
class FrameParser {
 public:
  template <class Sink>
  void feed(std::string_view bytes, Sink&& on_payload) {
    while (!bytes.empty()) {
      if (left_ == 0 && !read_head(bytes)) return;
      const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
      left_ -= count;
      on_payload(opcode_, bytes.substr(0, count), begins_, left_ == 0);
      begins_ = false;
      bytes.remove_prefix(count);
    }
  }

 private:
  /// False when more bytes are needed, or when the frame is empty and the bytes are used up.
  bool read_head(std::string_view& bytes);

  char head_[10];
  std::size_t have_ = 0;
  std::uint64_t left_ = 0;
  unsigned opcode_ = 0;
  bool begins_ = false;
};

}  // namespace siaga::bench
