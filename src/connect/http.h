// Asks an application over HTTPS, as strangers deserve: its certificate is verified, no redirect is followed, no proxy
// or cookie is used, nothing is unpacked, and answer and time are limited. Without TLS only on this machine.
// Private to connect/ (libcurl's handle is in it). Thread: blocks its caller; one at a time.
#pragma once

#include "base/child_process.h"
#include "base/result.h"
#include "connect/curl_handle.h"

#include <chrono>
#include <optional>
#include <string>

namespace siaga::connect {

struct HttpLimits {
  std::chrono::milliseconds deadline{30'000};  ///< of one request, connecting included
  std::size_t longest_answer = 4u << 20;       ///< bytes
  std::string authorities{};                   ///< to trust instead of the system's: PEM
};

struct HttpRequest {
  std::string verb;             ///< GET, POST, PUT, PATCH
  std::string url;              ///< http or https
  std::string authorization{};  ///< header's value; empty: none. Never in an error
  std::string body{};           ///< JSON; empty: none
};

struct HttpAnswer {
  long status = 0;
  std::string body{};
  std::optional<std::chrono::seconds> retry_after{};  ///< as told in seconds or as a date; a past one is 0
};

class HttpClient {
 public:
  /// `stop` outlives it.
  HttpClient(HttpLimits limits, const base::StopSwitch& stop);

  /// Any status is an answer. Errors: unavailable (nobody there, broken off, stopped), timeout, untrusted, too_large,
  /// corrupt (no HTTP).
  base::Result<HttpAnswer> ask(const HttpRequest& request);

 private:
  HttpLimits limits_;
  const base::StopSwitch& stop_;
  Easy easy_;  ///< keeps its connection for the next page
};

}  // namespace siaga::connect
