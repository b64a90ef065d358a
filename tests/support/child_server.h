// A server as a child of the test: a program that prints a line for what it has to say, hears what it is told, and
// ends when its standard input does. Thread: the test's; the calls wait for the server.
#pragma once

#include "base/file.h"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>
#include <vector>

extern char** environ;

namespace siaga::test {

class ChildServer {
 public:
  /// `script`: of tests/, for Debian's Python. Its first line is "port N".
  ChildServer(const std::string& script, const std::vector<std::string>& options) {
    std::array<int, 2> ends{};
    BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
    line_ = base::Descriptor{ends[0]};
    const base::Descriptor childs{ends[1]};
    std::vector<std::string> words{"python3", SIAGA_SOURCE_DIR "/tests/" + script};
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
  ChildServer(const ChildServer&) = delete;
  ChildServer& operator=(const ChildServer&) = delete;
  ~ChildServer() {
    line_.close();
    ::waitpid(child_, nullptr, 0);
  }

  const std::string& port() const { return port_; }

  void tell(const std::string& line) {
    const auto text = line + "\n";
    BOOST_REQUIRE(::write(line_.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  /// The rest of the next line, which begins so.
  std::string next(const std::string& word = {}) {
    std::string line;
    for (char c = 0; c != '\n'; line += c) BOOST_REQUIRE(::read(line_.get(), &c, 1) == 1);
    BOOST_REQUIRE_MESSAGE(line.starts_with(word), line);
    return line.substr(word.size(), line.size() - word.size() - 1);
  }

 private:
  base::Descriptor line_;
  pid_t child_ = 0;
  std::string port_;
};

}  // namespace siaga::test
