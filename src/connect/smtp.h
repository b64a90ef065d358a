// Hands one message to an SMTP server, over libcurl: TLS from the start (smtps://) or STARTTLS (smtp://), login when
// there is a user. Without TLS only on this machine.
// Thread: send blocks its caller, at most for the deadline; any thread, several at once.
#pragma once

#include "base/result.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace siaga::connect {

struct SmtpServer {
  std::string url;                                 ///< "smtps://host:port", "smtp://host:port"
  std::string user{};                              ///< empty: no login
  std::string password{};                          ///< never in a log, never in an error
  std::optional<std::filesystem::path> ca_file{};  ///< instead of the system's; PEM
  std::chrono::milliseconds deadline{30'000};      ///< for one message, connecting included
};

/// Errors: invalid (`field` "smtp"): another scheme, no host, a path, or a login in it.
base::Result<void> check(const SmtpServer& server);
/// smtp:// on this machine (localhost, 127.…, ::1) goes without TLS, unless a CA file says whom to trust there.
bool goes_without_tls(const SmtpServer& server);

/// Delivered when it returns: the server has taken it over. `message` is what compose() made. `stop` ends it within a
/// second or so, as unavailable. Errors that may be gone later: timeout, unavailable (nobody there, 4xx), untrusted
/// (certificate, no STARTTLS), unauthenticated (login). For good: invalid (5xx; `field` holds the code).
base::Result<void> send(const SmtpServer& server, const std::string& from, const std::string& to,
                        const std::string& message, const std::atomic<bool>& stop);
bool may_go_later(const base::Error& error);

}  // namespace siaga::connect
