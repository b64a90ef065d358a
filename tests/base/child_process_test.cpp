// siaga-probe's place taken by scripts that do what a probe must never do.
#include "base/child_process.h"

#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>

#include <fstream>

namespace siaga::base {

using namespace std::chrono_literals;

namespace {

std::filesystem::path script(const std::filesystem::path& folder, const std::string& text) {
  const auto path = folder / "probe";
  std::ofstream{path} << "#!/bin/sh\n" << text << "\n";
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

struct ChildFixture {
  ChildFixture() { std::ofstream{folder.path() / "input"} << "the file"; }
  Result<std::string> run(const std::string& text, std::chrono::seconds time = 10s) {
    return output_of_child({script(folder.path(), text), {"first", "second"}, folder.path() / "input", time}, 1000);
  }
  test::ScratchFolder folder;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(child_process, ChildFixture)

BOOST_AUTO_TEST_CASE(it_reads_the_file_and_says_something) { BOOST_TEST(run("cat").value() == "the file"); }

BOOST_AUTO_TEST_CASE(it_inherits_no_secrets_and_no_descriptors) {
  ::setenv("SIAGA_SECRET", "x", 1);
  BOOST_TEST(run("env").value().find("SECRET") == std::string::npos);
  BOOST_TEST(run("ls /proc/self/fd | wc -l").value().find("4") == 0u);  // 0, 1, 2 and that of ls itself
}

BOOST_AUTO_TEST_CASE(one_that_stalls_dies_or_talks_too_much_is_ended) {
  BOOST_TEST((run("exec sleep 100", 1s).error().fault == Fault::timeout));
  BOOST_TEST((run("exec >&-; exec sleep 100", 1s).error().fault == Fault::timeout));
  BOOST_TEST((run("kill -9 $$").error().fault == Fault::corrupt));
  BOOST_TEST((run("echo '{}'; exit 3").error().fault == Fault::corrupt));
  BOOST_TEST((run("yes").error().fault == Fault::too_large));
  BOOST_TEST((run("exit 69").error().fault == Fault::unavailable));
  BOOST_TEST((output_of_child({"/nowhere/probe"}, 1000).error().fault == Fault::not_found));
}

BOOST_AUTO_TEST_CASE(it_gets_its_arguments_and_without_a_file_nothing_to_read) {
  BOOST_TEST(run("echo $# $1 $2").value() == "2 first second\n");
  BOOST_TEST(output_of_child({script(folder.path(), "cat; echo end")}, 1000).value() == "end\n");
}

BOOST_AUTO_TEST_CASE(a_text_is_read_as_a_file_is) {
  const std::string text(300'000, 'x');
  ChildTask task{script(folder.path(), "wc -c")};
  task.text = text;
  BOOST_TEST(output_of_child(task, 1000).value() == "300000\n");
}

BOOST_AUTO_TEST_CASE(what_it_leaves_behind_is_ended_with_it) {
  // What it started and didn't wait for has inherited the pipe, which tells when nobody writes to it any more.
  const auto pipe = folder.path() / "alive";
  BOOST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const Descriptor reader{::open(pipe.c_str(), O_RDONLY | O_NONBLOCK)};
  const auto said = run("exec 3>" + pipe.string() + "; (exec >&-; exec sleep 1000) & echo begun");
  BOOST_TEST(said.value() == "begun\n");
  pollfd waiting{reader.get(), POLLIN, 0};
  BOOST_TEST(::poll(&waiting, 1, 10'000) == 1);
  BOOST_TEST((waiting.revents & POLLHUP) != 0);
}

BOOST_AUTO_TEST_CASE(a_taker_that_has_enough_ends_it) {
  std::size_t taken = 0;
  const auto ended = run_child({script(folder.path(), "yes")}, [&](std::string_view piece) -> Result<void> {
    taken += piece.size();
    if (taken > 100'000) return fail(Fault::storage_full, "enough");
    return {};
  });
  BOOST_TEST((ended.error().fault == Fault::storage_full));
}

BOOST_AUTO_TEST_CASE(the_switch_ends_a_child_that_runs_and_every_later_one) {
  StopSwitch stop;
  ChildTask task{script(folder.path(), "echo $$; exec sleep 1000")};
  task.time = 1000s;
  task.stop = &stop;
  const auto ended = run_child(task, [&stop](std::string_view) -> Result<void> {
    stop.stop();
    return {};
  });
  BOOST_TEST((ended.error().fault == Fault::unavailable));
  BOOST_TEST((output_of_child(task, 1000).error().fault == Fault::unavailable));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::base
