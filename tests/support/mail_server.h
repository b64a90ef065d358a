// A real SMTP server as a child of the test (mail_server.py), and what it took.
// Thread: the test's; the calls wait for the server.
#pragma once

#include "base/file.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <string>
#include <vector>

extern char** environ;

namespace siaga::test {

class MailServer {
 public:
  /// As mail_server.py reads them: {"--tls", "starttls"}.
  explicit MailServer(std::vector<std::string> options = {}) {
    std::array<int, 2> ends{};
    BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
    line_ = base::Descriptor{ends[0]};
    const base::Descriptor childs{ends[1]};
    std::vector<std::string> words{"python3", SIAGA_SOURCE_DIR "/tests/support/mail_server.py",
                                   folder_.path().string()};
    words.insert(words.end(), options.begin(), options.end());
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, childs.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, childs.get(), STDOUT_FILENO);
    const int failed = ::posix_spawn(&child_, "/usr/bin/python3", &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    BOOST_REQUIRE(failed == 0);
    port_ = next("port ");
  }
  MailServer(const MailServer&) = delete;
  MailServer& operator=(const MailServer&) = delete;
  ~MailServer() {
    line_.close();
    ::waitpid(child_, nullptr, 0);
  }

  std::string url(const std::string& scheme = "smtp") const { return scheme + "://127.0.0.1:" + port_; }
  std::filesystem::path certificate() const { return folder_.path() / "cert.pem"; }

  /// Waits for the next message and gives it as it arrived, with X-Envelope and X-Secured before it.
  std::string next_mail() { return base::read_file(next("mail ")).value(); }
  /// Waits for the next refusal: its code.
  std::string next_refusal() { return next("refused "); }

 private:
  /// The rest of the next line, which begins so.
  std::string next(const std::string& word) {
    std::string line;
    for (char c = 0; c != '\n'; line += c) BOOST_REQUIRE(::read(line_.get(), &c, 1) == 1);
    BOOST_REQUIRE_MESSAGE(line.starts_with(word), line);
    return line.substr(word.size(), line.size() - word.size() - 1);
  }

  ScratchFolder folder_;
  base::Descriptor line_;
  pid_t child_ = 0;
  std::string port_;
};

/// The six digits behind "Kode Anda: ".
inline std::string code_in(const std::string& mail) {
  const auto at = mail.find("Kode Anda: ");
  BOOST_REQUIRE(at != std::string::npos);
  return mail.substr(at + 11, 6);
}

}  // namespace siaga::test
