// An application that speaks SCIM and misbehaves as wished: support/scim_server.py. Without TLS all are one server,
// which begins anew with each, so that the newest one alone may be asked. Thread: the test's.
#pragma once

#include "base/clock.h"
#include "connect/scim_target.h"
#include "support/child_server.h"
#include "support/fake_clock.h"
#include "support/scratch_folder.h"

#include <memory>
#include <string>
#include <vector>

namespace siaga::test {

class Application {
 public:
  /// Rules as scim_server.py reads them: {"unchanged", "slow=90"}.
  explicit Application(const std::vector<std::string>& rules = {}, bool plain = true)
      : own_(plain ? nullptr : std::make_unique<ChildServer>("support/scim_server.py", options_of(rules))),
        server_(plain ? shared(rules) : *own_) {}

  connect::ScimServer settings() const {
    connect::ScimServer wished;
    wished.url = (own_ ? "https" : "http") + std::string{"://127.0.0.1:"} + server_.port() + "/scim/v2";
    if (own_) wished.authorities = certificate();
    wished.activity = "urn:x:User:lastLogin";
    return wished;
  }
  std::unique_ptr<connect::Target> target() { return target(settings()); }
  std::unique_ptr<connect::Target> target(const connect::ScimServer& wished) {
    BOOST_REQUIRE(connect::check(wished));
    return connect::make_scim_target(wished, clock, stop);
  }
  std::string certificate() const { return base::read_file(folder_.path() / "cert.pem").value(); }
  /// Waits for the next request: verb, path and body.
  std::string next_request() { return server_.next(); }

  FakeClock clock;
  base::StopSwitch stop;

 private:
  std::vector<std::string> options_of(const std::vector<std::string>& rules) const {
    std::vector<std::string> options{folder_.path().string()};
    for (const auto& rule : rules) options.insert(options.end(), {"--rule", rule});
    return options;
  }

  static ChildServer& shared(const std::vector<std::string>& rules) {
    static const ScratchFolder folder;
    static ChildServer server{"support/scim_server.py", {folder.path().string(), "--plain"}};
    std::string line;
    for (const auto& rule : rules) line += rule + "\t";
    server.tell(line);
    while (server.next() != "ready") {  // what the last test didn't want to hear
    }
    return server;
  }

  ScratchFolder folder_;
  std::unique_ptr<ChildServer> own_;
  ChildServer& server_;
};

}  // namespace siaga::test
