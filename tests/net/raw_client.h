// A TLS client without any HTTP of its own: sends exactly the bytes of a test, reads exactly what comes.
// Blocking, with a limit of ten seconds per call. Thread: one.
#pragma once

#include "base/file.h"

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::test {

class RawClient {
 public:
  /// Connects to 127.0.0.1 and makes the TLS handshake. Throws when that fails.
  explicit RawClient(std::uint16_t port, int receive_buffer = 0);
  ~RawClient();

  /// False when the server has gone.
  bool send(std::string_view bytes);
  /// Up to `count` bytes, at least one; empty at the end.
  std::string read(std::size_t count = 64 * 1024);
  /// Until `mark` has come (what follows stays part of the result) or the end.
  std::string read_until(std::string_view mark);
  std::string read_to_end();
  /// The last read found the connection ended, rather than nothing in ten seconds.
  bool was_closed() const { return closed_; }
  /// SHA-256 of the certificate that the server showed.
  std::string certificate_digest() const;
  /// TCP only, without a goodbye.
  void cut();

 private:
  struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  struct FreeSsl {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };
  base::Descriptor socket_;
  std::unique_ptr<SSL_CTX, FreeContext> context_;
  std::unique_ptr<SSL, FreeSsl> ssl_;
  bool closed_ = false;
};

/// The status of each answer in a stream of answers with Content-Length.
std::vector<int> statuses(std::string_view answers);

}  // namespace siaga::test
