// siaga-probe's place taken by scripts that do what a probe must never do.
#include "hub/child_process.h"
#include "hub/examiner.h"
#include "hub/hub.h"
#include "hub_fixture.h"

#include <fstream>

namespace siaga::test {

using base::Fault;
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
  base::Result<std::string> run(const std::string& text, std::chrono::seconds time = 10s) {
    return hub::run_child(script(folder.path(), text), folder.path() / "input", {time, 1000});
  }
  ScratchFolder folder;
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
  BOOST_TEST((hub::run_child("/nowhere/probe", folder.path() / "input", {}).error().fault == Fault::not_found));
}

BOOST_AUTO_TEST_CASE(reports_are_taken_with_care) {
  const auto good = hub::parse_report(
      R"({"readable":true,"container":"mp4","video":"h264","audio":"aac","duration_ms":12345,"trouble":""})");
  BOOST_TEST((good.readable && good.container == "mp4" && good.duration == 12345ms));
  for (const std::string bad : {"", "{", "[]", "{}", R"({"readable":"yes"})"}) {
    BOOST_TEST(!hub::parse_report(bad).readable);
    BOOST_TEST(hub::parse_report(bad).trouble == "probe");
  }
  BOOST_TEST(hub::parse_report(R"({"readable":true,"container":")" + std::string(1000, 'x') + "\"}").container.size() ==
             40u);
}

BOOST_FIXTURE_TEST_CASE(a_finished_recording_is_examined_also_by_a_later_start, HubFixture) {
  const ScratchFolder scratch;
  const auto sos = make_id();
  const auto recording = make_id();
  {
    Visitor phone{*this, "officer@contoh.id"};
    phone.raise(sos);
    phone.create_upload(sos, recording, 4);
    phone.append(recording, 0, "clip");  // there is no probe in this hub
  }
  stop();
  const auto probe =
      script(scratch.path(),
             R"(echo '{"readable":true,"container":"mp4","video":"h264","audio":"","duration_ms":1800,"trouble":""}')");
  start([&](hub::HubOptions& options) { options.probe = probe; });
  Visitor desk{*this, "sari@contoh.id"};
  FeedReader reader{*this, desk, protocol::Cursor{desk.snapshot().as_of.epoch, 0}};
  const auto event = reader.until(protocol::EventKind::recording_examined, sos);
  BOOST_TEST((event.body.examination->duration == 1800ms));
  BOOST_TEST(!domain::meets_r1(*desk.view(sos).recordings.at(0).examination));
}

BOOST_FIXTURE_TEST_CASE(a_probe_that_crashes_means_unreadable, HubFixture) {
  const ScratchFolder scratch;
  stop();
  start([&](hub::HubOptions& options) { options.probe = script(scratch.path(), "kill -11 $$"); });
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  const auto sos = make_id();
  const auto recording = make_id();
  phone.raise(sos);
  phone.create_upload(sos, recording, 4);
  phone.append(recording, 0, "clip");
  FeedReader reader{*this, desk, protocol::Cursor{desk.snapshot().as_of.epoch, 0}};
  const auto event = reader.until(protocol::EventKind::recording_examined, sos);
  BOOST_TEST(!event.body.examination->readable);
  BOOST_TEST(event.body.examination->trouble == "probe");
  BOOST_TEST(desk.content(recording).body == "clip");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
