// A real SMTP server as a child of the test (mail_server.py), and what it took.
// Thread: the test's; the calls wait for the server.
#pragma once

#include "support/child_server.h"
#include "support/scratch_folder.h"

#include <string>
#include <vector>

namespace siaga::test {

class MailServer {
 public:
  /// As mail_server.py reads them: {"--tls", "starttls"}.
  explicit MailServer(const std::vector<std::string>& options = {})
      : server_("support/mail_server.py", with_folder(options)) {}

  std::string url(const std::string& scheme = "smtp") const { return scheme + "://127.0.0.1:" + server_.port(); }
  std::filesystem::path certificate() const { return folder_.path() / "cert.pem"; }

  /// Waits for the next message and gives it as it arrived, with X-Envelope and X-Secured before it.
  std::string next_mail() { return base::read_file(server_.next("mail ")).value(); }
  /// Waits for the next refusal: its code.
  std::string next_refusal() { return server_.next("refused "); }

 private:
  std::vector<std::string> with_folder(std::vector<std::string> options) const {
    options.insert(options.begin(), folder_.path().string());
    return options;
  }

  ScratchFolder folder_;
  ChildServer server_;
};

/// The six digits behind "Kode Anda: ".
inline std::string code_in(const std::string& mail) {
  const auto at = mail.find("Kode Anda: ");
  BOOST_REQUIRE(at != std::string::npos);
  return mail.substr(at + 11, 6);
}

}  // namespace siaga::test
