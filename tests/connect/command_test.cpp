// A target that is a program: one that does as it should, and scripts that do what none should.
#include "connect/command_target.h"
#include "support/fake_clock.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <fstream>

namespace siaga::test {

using base::Fault;
using connect::CommandProgram;
using connect::Target;
using User = domain::ApplicationUser;
using namespace std::chrono_literals;

namespace {

/// An application of three users, of which it remembers in a file who was switched off.
constexpr const char* right_program = R"(#!/usr/bin/python3
import json, pathlib, sys
wish = json.load(sys.stdin)
folder = pathlib.Path(__file__).parent
(folder / "heard").write_text(json.dumps(wish))
kept = folder / "users"
users = json.loads(kept.read_text()) if kept.exists() else {str(n): {"id": str(n), "user_name": f"agent{n}@x.id",
    "active": True, "email": f"agent{n}@x.id", "name": f"Agent {n}", "last_active": "2026-11-22T02:14:37Z"} for n in (1, 2, 3)}
action, answer = wish["action"], {"users": []}
if action == "find":
    answer["users"] = [user for user in users.values() if user["user_name"] == wish["user_name"].lower()]
elif action in ("read", "deactivate") and wish["id"] in users:
    if action == "deactivate":
        users[wish["id"]]["active"] = False
    answer["users"] = [users[wish["id"]]]
elif action == "create" and wish["user_name"] in [user["user_name"] for user in users.values()]:
    answer = {"error": {"kind": "exists"}}
elif action == "create":
    users["9"] = {"id": "9", "user_name": wish["user_name"], "active": True}
elif action == "list":
    at = int(wish.get("after", 0))
    answer["users"] = list(users.values())[at:at + 2]
    answer["next"] = str(at + 2) if at + 2 < len(users) else ""
kept.write_text(json.dumps(users))
print(json.dumps(answer))
)";

struct CommandFixture {
  std::unique_ptr<Target> target(const std::string& text, const std::string& secret = {}) {
    program.program = folder.path() / "connector";
    program.secret = secret;
    std::ofstream{program.program} << text;
    std::filesystem::permissions(program.program, std::filesystem::perms::owner_all);
    BOOST_REQUIRE(connect::check(program));
    return connect::make_command_target(program, clock, stop);
  }
  std::unique_ptr<Target> script(const std::string& line) { return target("#!/bin/sh\n" + line + "\n"); }
  std::string heard() const { return base::read_file(folder.path() / "heard").value(); }

  ScratchFolder folder;
  CommandProgram program;
  FakeClock clock;
  base::StopSwitch stop;
};

template <class T>
std::string fault(const base::Result<T>& result) {
  if (result) return "none";
  const std::string name{base::name_of(result.error().fault)};
  return result.error().field.empty() ? name : name + " " + result.error().field;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command, CommandFixture)

BOOST_AUTO_TEST_CASE(a_program_finds_reads_deactivates_and_lists) {
  const auto connector = target(right_program, "kunci");
  const auto found = connector->find("AGENT2@x.id").value();
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(found->id == "2");
  BOOST_TEST(found->name == "Agent 2");
  BOOST_TEST((found->last_active == base::parse_rfc3339("2026-11-22T02:14:37Z").value()));
  BOOST_TEST(heard().find(R"("secret": "kunci")") != std::string::npos);
  BOOST_TEST(!connector->find("siapa@x.id").value());
  BOOST_TEST(!connector->deactivate("2").value().active);
  BOOST_TEST(heard().find(R"("action": "read")") != std::string::npos);  // the last thing that it was asked
  BOOST_TEST(fault(connector->deactivate("77")) == "not-found");
  std::string names;
  const auto take = [&names](User user) -> base::Result<void> {
    names += user.user_name + (user.active ? " " : "! ");
    return {};
  };
  BOOST_TEST(connector->list(take).has_value());
  BOOST_TEST(names == "agent1@x.id agent2@x.id! agent3@x.id ");
}

BOOST_AUTO_TEST_CASE(a_program_makes_a_user_with_its_first_password) {
  const auto connector = target(right_program);
  BOOST_TEST(connector->create({"dewi@x.id", "dewi@x.id", "Dewi", "hujan deras"}).value().id == "9");
  BOOST_TEST(fault(connector->create({"dewi@x.id"})) == "conflict exists");
}

BOOST_AUTO_TEST_CASE(a_user_whose_answer_was_lost_is_found_again) {
  const auto losing = [](const std::string& how) {
    std::string text = right_program;
    const std::string answer = "print(json.dumps(answer))";
    return text.replace(text.find(answer), answer.size(),
                        "if action == \"create\":\n    " + how + "\nelse:\n    " + answer);
  };
  BOOST_TEST(target(losing("sys.exit(3)"))->create({"dewi@x.id"}).value().id == "9");
  std::filesystem::remove(folder.path() / "users");
  BOOST_TEST(target(losing("print('oh')"))->create({"dewi@x.id"}).value().id == "9");
  BOOST_TEST(fault(target(losing("sys.exit(3)"))->create({"dewi@x.id"})) == "none");  // corrupt, and it is there
  // Nothing was made: the first fault is told, without the password.
  const auto nothing = script("cat >/dev/null; exit 3")->create({"dewi@x.id", "", "", "hujan deras"});
  BOOST_TEST(fault(nothing) == "corrupt");
  BOOST_TEST(nothing.error().detail.find("hujan") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_program_that_says_done_and_does_nothing_is_found_out) {
  const auto connector = script(R"(echo '{"users":[{"id":"1","user_name":"a","active":true}]}')");
  BOOST_TEST(fault(connector->deactivate("1")) == "conflict unchanged");
  BOOST_TEST(fault(connector->read("2")) == "corrupt");  // another user than was asked for
}

BOOST_AUTO_TEST_CASE(what_a_program_says_of_its_failure_is_told) {
  const auto said = [this](const std::string& error) {
    return fault(script("echo '{\"error\":" + error + "}'")->find("a"));
  };
  BOOST_TEST(said(R"({"kind":"refused","text":"salah"})") == "unauthenticated");
  BOOST_TEST(said(R"({"kind":"forbidden"})") == "forbidden");
  BOOST_TEST(said(R"({"kind":"unavailable"})") == "unavailable");
  BOOST_TEST(said(R"({"kind":"unsupported"})") == "unsupported");
  BOOST_TEST(said(R"({"kind":"else"})") == "internal");
  BOOST_TEST(said(R"({"kind":"not_found"})") == "none");  // nobody of this name
  BOOST_TEST(said(R"("oh")") == "corrupt");
  const auto waits = script(R"(echo '{"error":{"kind":"throttled","retry_after_s":90}}')")->find("a");
  BOOST_TEST((connect::throttled_until(waits.error()) == clock.now() + 90s));
}

BOOST_AUTO_TEST_CASE(a_program_that_fails_stalls_or_talks_nonsense_is_none) {
  BOOST_TEST(fault(script("exit 3")->find("a")) == "corrupt");
  BOOST_TEST(fault(script("echo nothing")->find("a")) == "corrupt");
  BOOST_TEST(fault(script("echo '{\"users\":[{\"id\":\"1\",\"user_name\":\"a\"}]}'")->find("a")) == "corrupt");
  BOOST_TEST(fault(script("echo '{\"users\":[{\"id\":\"1\",\"user_name\":\"a\",\"active\":\"False\"}]}'")->find("a")) ==
             "corrupt");
  BOOST_TEST(fault(script("yes")->find("a")) == "too-large");
  program.time = 1s;
  BOOST_TEST(fault(script("exec sleep 100")->find("a")) == "timeout");
  std::size_t users = 0;
  const auto endless = script(R"(echo '{"users":[{"id":"1","user_name":"a","active":true}],"next":"2"}')");
  BOOST_TEST(fault(endless->list([&users](User) -> base::Result<void> { return ++users, base::Result<void>{}; })) ==
             "corrupt");
}

BOOST_AUTO_TEST_CASE(no_error_of_a_program_holds_the_first_password) {
  const auto connector = target(
      "#!/usr/bin/python3\nimport json, sys\nwish = json.load(sys.stdin)\n"
      "print(json.dumps({'error': {'kind': 'refused', 'text': str(wish)}}))\n");
  const auto refused = connector->create({"dewi@x.id", "", "", "hujan deras"});
  BOOST_TEST(fault(refused) == "unauthenticated");
  BOOST_TEST(refused.error().detail.find("hujan") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_switch_ends_a_program) {
  const auto connector = script("exec sleep 1000");
  stop.stop();
  BOOST_TEST(fault(connector->find("a")) == "unavailable");
}

BOOST_AUTO_TEST_CASE(only_a_program_that_its_owner_alone_can_write_is_taken) {
  const auto wrong = [this](const std::filesystem::path& path) {
    CommandProgram wished;
    wished.program = path;
    return fault(connect::check(wished));
  };
  script("true");
  BOOST_TEST(wrong(program.program) == "none");
  BOOST_TEST(wrong("connector") == "invalid program");
  BOOST_TEST(wrong("/nowhere/connector") == "invalid program");
  BOOST_TEST(wrong(folder.path()) == "invalid program");
  std::filesystem::permissions(program.program, std::filesystem::perms::owner_read);
  BOOST_TEST(wrong(program.program) == "invalid program");
  std::filesystem::permissions(program.program, std::filesystem::perms::owner_all | std::filesystem::perms::others_all);
  BOOST_TEST(wrong(program.program) == "invalid program");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
