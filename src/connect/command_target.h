// A target that is a program on this machine: an absolute path and arguments, no shell. Each call runs it once
// (base/child_process.h): a JSON object on its standard input, one on its standard output.
//
//   in   {"action":"find","user_name":U}  {"action":"read","id":I}  {"action":"deactivate","id":I}
//        {"action":"create","user_name":U,"email":E,"name":N,"password":P}  {"action":"list"}
//        {"action":"list","after":A} each with "version":1 and, where one is configured, "secret":S
//   out  {"users":[{"id":I,"user_name":U,"active":true,"email":E,"name":N,"last_active":"2026-11-22T02:14:37Z"}]}
//        with "next":A when a list goes on; email, name, last_active as far as known; nobody found: "users":[]
//        {"error":{"kind":K,"text":T,"retry_after_s":N}}; K: exists, not_found, refused (credentials), forbidden,
//        throttled (retry_after_s), unavailable, unsupported; any other is taken for a fault of the program
//   exit 0 with either of them; anything else is a failure
// After deactivate and create the program is run again to read what became of it: what it said itself doesn't count.
#pragma once

#include "base/clock.h"
#include "connect/target.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::connect {

struct CommandProgram {
  std::filesystem::path program;
  std::vector<std::string> arguments{};
  std::string secret{};                   ///< handed over on standard input; never in a log, an error or an argument
  std::chrono::seconds time{30};          ///< of one run
  std::size_t longest_answer = 4u << 20;  ///< bytes
  std::size_t most_users = 1'000'000;
};

/// Errors: invalid; `field` is "program": not an absolute path of a file that may be run, or others than its owner may
/// write it.
base::Result<void> check(const CommandProgram& program);

/// `program` is checked; clock and `stop` outlive the target.
std::unique_ptr<Target> make_command_target(CommandProgram program, const base::Clock& clock,
                                            const base::StopSwitch& stop);

/// What the program said.
struct CommandAnswer {
  std::vector<domain::ApplicationUser> users;
  std::string next;  ///< empty: that was all
};
/// Errors: that which it tells; corrupt for what is no such answer.
base::Result<CommandAnswer> read_command_answer(std::string_view json, base::Instant now);

}  // namespace siaga::connect
