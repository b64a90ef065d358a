// A target that speaks SCIM 2.0 (RFC 7643, 7644; shared formats). One operation a PATCH, PUT where there is no PATCH,
// filters of eq only, and where even those aren't offered all users are read. A short pause that is asked for
// (429, 503) is kept here; a longer one is told. After each change the user is read again.
#pragma once

#include "base/clock.h"
#include "connect/target.h"

#include <chrono>
#include <memory>
#include <string>

namespace siaga::connect {

struct ScimServer {
  std::string url;                             ///< "https://apps.contoh.id/scim/v2"; http:// on this machine only
  std::string user{};                          ///< with one: basic, else the secret is a bearer token
  std::string secret{};                        ///< password or token; empty: no login. Never in a log or an error
  std::string authorities{};                   ///< whom to trust instead of the system's: certificates, PEM
  std::chrono::milliseconds deadline{30'000};  ///< for one request
  std::size_t longest_answer = 4u << 20;       ///< bytes
  std::chrono::seconds patience{10};           ///< the longest pause that is kept here, at most three times
  std::string activity{};                      ///< attribute with the newest sign of activity: scim_text.h
  std::size_t page = 100;                      ///< users asked for at once
  std::size_t most_users = 1'000'000;          ///< more of them are no answer
};

/// Errors: invalid; `field` is "url", "user", "secret", "authorities" or "activity".
base::Result<void> check(const ScimServer& server);

/// `server` is checked; clock and `stop` outlive the target.
std::unique_ptr<Target> make_scim_target(ScimServer server, const base::Clock& clock, const base::StopSwitch& stop);

}  // namespace siaga::connect
