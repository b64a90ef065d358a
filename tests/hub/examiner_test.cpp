// From a finished recording to its previews, with siaga-probe's place taken by scripts: good ones, and some that do
// what a probe must never do.
#include "hub/examiner.h"
#include "handmade_findings.h"
#include "hub/derived_files.h"
#include "hub/hub.h"
#include "hub/worker_pool.h"
#include "hub_fixture.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <limits>

namespace siaga::test {

using base::Fault;
using namespace std::chrono_literals;

namespace {

/// A probe that does what `text` says, and `ready` when it is asked to prepare itself.
std::filesystem::path probe_script(const std::filesystem::path& folder, const std::string& text,
                                   const std::string& ready = "exit 0") {
  const auto path = folder / "probe";
  std::ofstream{path} << "#!/bin/sh\nif [ \"$1\" = prepare ]; then " << ready << "; fi\n" << text << "\n";
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

struct ExaminerFixture : HubFixture {
  /// The hub with this probe instead of none.
  void restart(const std::string& text) {
    stop();
    start([&](hub::HubOptions& options) { options.probe = probe_script(scratch.path(), text); });
  }
  /// `bytes` in a file that a script may read.
  std::string file(const std::string& name, const std::string& bytes) {
    const auto path = scratch.path() / name;
    std::ofstream{path, std::ios::binary} << bytes;
    return path.string();
  }
  void record(Visitor& phone) {
    phone.raise(sos);
    BOOST_REQUIRE(phone.create_upload(sos, recording, 4).status == 201u);
    BOOST_REQUIRE(phone.append(recording, 0, "clip").status == 204u);
  }
  domain::Examination examined(Visitor& desk) {
    FeedReader reader{*this, desk, protocol::Cursor{desk.snapshot().as_of.epoch, 0}};
    return *reader.until(protocol::EventKind::recording_examined, sos).body.examination;
  }
  net::ClientResponse get(Visitor& visitor, const std::string& what, net::Headers headers = {}) {
    return visitor.send(net::Verb::get, "/api/v1/recordings/" + base::to_string(recording) + what, {},
                        std::move(headers));
  }

  ScratchFolder scratch;
  base::Id sos = make_id();
  base::Id recording = make_id();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(examiner, ExaminerFixture)

BOOST_AUTO_TEST_CASE(posters_loudness_and_a_copy_are_kept_and_served) {
  const auto picture = jpeg(320, 180);
  const auto seen = file("findings", findings(frame('R', R"({"readable":true,"container":"webm","indexed":false})") +
                                              poster(500, picture) + poster(1500, jpeg(160, 90)) + strip()));
  const auto copied = file("copy", copy(frame('F', "matroska") + piece(4, "5678") + piece(0, "1234")));
  restart("[ $1 = examine ] && exec cat " + seen + "; exec cat " + copied);
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  record(phone);
  const auto found = examined(desk);
  BOOST_TEST((found.posters.size() == 2u && found.loudness && found.play_copy == "matroska"));
  BOOST_TEST((desk.view(sos).recordings.at(0).examination->posters == found.posters));
  const auto shown = get(desk, "/posters/0");
  BOOST_TEST((shown.status == 200u && shown.body == picture && shown.header("Content-Type") == "image/jpeg"));
  BOOST_TEST(get(desk, "/posters/1").body == jpeg(160, 90));
  BOOST_TEST(get(desk, "/posters/2").status == 404u);
  BOOST_TEST(get(desk, "/posters/x").status == 404u);
  BOOST_TEST(get(desk, "/loudness").body.starts_with("{\"values\":[120,120,"));
  BOOST_TEST(get(desk, "/play-copy").body == "12345678");
  const auto part = get(desk, "/play-copy", {{"Range", "bytes=2-5"}});
  BOOST_TEST((part.status == 206u && part.body == "3456" && part.header("Content-Range") == "bytes 2-5/8"));
  BOOST_TEST(desk.content(recording).body == "clip");

  Visitor other_desk{*this, "lina@contoh.id"};
  for (const std::string what : {"/posters/0", "/loudness", "/play-copy"}) {
    BOOST_TEST(get(other_desk, what).status == 404u);
    BOOST_TEST(get(phone, what).status == 403u);
  }
}

BOOST_AUTO_TEST_CASE(what_a_phone_that_died_left_is_finished_and_examined) {
  stop();
  start([&](hub::HubOptions& options) {
    options.probe =
        probe_script(scratch.path(), "exec cat " + file("findings", findings(report() + poster(500, jpeg(320, 180)))));
    options.limits.abandoned_sweep = 1ms;
  });
  {
    Visitor phone{*this, "officer@contoh.id"};
    phone.raise(sos);
    phone.create_upload(sos, recording, 8);
    BOOST_REQUIRE(phone.append(recording, 0, "clip").status == 204u);
  }
  clock.advance(std::chrono::hours{25});
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST(examined(desk).posters.size() == 1u);
  const auto kept = desk.view(sos).recordings.at(0);
  BOOST_TEST((kept.state == domain::RecordingState::finished && kept.size == 4u));
  BOOST_TEST(desk.view(sos).timeline.at(2).body.abandoned.value_or(false));
}

BOOST_AUTO_TEST_CASE(a_recording_without_previews_has_none_to_serve) {
  restart("exec cat " + file("findings", findings(frame('R', R"({"readable":true,"indexed":true})"))));
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  record(phone);
  BOOST_TEST(examined(desk).posters.empty());
  for (const std::string what : {"/posters/0", "/loudness", "/play-copy"}) BOOST_TEST(get(desk, what).status == 404u);
}

BOOST_AUTO_TEST_CASE(a_probe_that_crashes_stalls_or_lies_means_unreadable) {
  const auto lie = file("lie", findings(report() + poster(0, jpeg(30000, 30000))));
  for (const auto& text : {std::string{"kill -11 $$"}, std::string{"yes"}, "cat " + lie, std::string{"exit 1"}}) {
    sos = make_id();
    recording = make_id();
    restart(text);
    Visitor phone{*this, "officer@contoh.id"};
    Visitor desk{*this, "sari@contoh.id"};
    record(phone);
    const auto found = examined(desk);
    BOOST_TEST((!found.readable && found.trouble == "probe"), text);
    BOOST_TEST(desk.content(recording).body == "clip");
    BOOST_TEST(!std::filesystem::exists(hub::preview_of(hub().core().folder.media(recording))));
  }
}

BOOST_AUTO_TEST_CASE(a_probe_that_stalls_means_that_it_took_too_long) {
  stop();
  start([&](hub::HubOptions& options) {
    options.probe = probe_script(scratch.path(), "exec sleep 1000");
    options.shortest_probe = 1s;
  });
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  record(phone);
  const auto found = examined(desk);
  BOOST_TEST((!found.readable && found.trouble == "timeout"), found.trouble);
  BOOST_TEST(desk.content(recording).body == "clip");
}

// Two probes at once would meet in the folder, where each stays for a while, and the second one end with a fault.
BOOST_AUTO_TEST_CASE(no_more_probes_at_once_than_allowed_and_the_newest_alarm_first) {
  std::vector<base::Id> raised;
  {
    Visitor phone{*this, "officer@contoh.id"};
    for (int i = 0; i < 4; ++i) {
      sos = make_id();
      recording = make_id();
      record(phone);  // there is no probe in this hub
      raised.push_back(sos);
      BOOST_REQUIRE(phone.plain(sos, "withdraw").status < 300u);
      clock.advance(1s);
    }
  }
  const auto alone = (scratch.path() / "alone").string();
  const auto seen = file("findings", findings(frame('R', R"({"readable":true,"indexed":true})")));
  stop();
  start([&](hub::HubOptions& options) {
    options.probe = probe_script(
        scratch.path(), "mkdir " + alone + " || exit 1; for i in 1 2 3 4 5 6 7 8 9; do /bin/true; done; cat " + seen +
                            "; rmdir " + alone);
    options.probes_at_once = 1;
  });
  Visitor desk{*this, "sari@contoh.id"};
  FeedReader reader{*this, desk, protocol::Cursor{desk.snapshot().as_of.epoch, 0}};
  reader.until(protocol::EventKind::recording_examined, raised.front());
  std::vector<base::Id> order;
  for (const auto& event : reader.events()) {
    if (event.kind != protocol::EventKind::recording_examined) continue;
    BOOST_TEST(event.body.examination->readable);
    order.push_back(event.subject);
  }
  std::reverse(raised.begin(), raised.end());
  BOOST_TEST((order == raised));
}

BOOST_AUTO_TEST_CASE(a_copy_that_breaks_off_or_lies_leaves_nothing_behind) {
  const auto seen = file("findings", findings(frame('R', R"({"readable":true,"indexed":false})")));
  const auto part = file("part", "SIAGAPC1" + frame('F', "mp4") + piece(0, "1234"));
  const auto large = file("large", copy(frame('F', "mp4") + piece(1ull << 40, "1234")));
  for (const std::string& bad : {part, large}) {
    sos = make_id();
    recording = make_id();
    restart("[ $1 = examine ] && exec cat " + seen + "; exec cat " + bad);
    Visitor phone{*this, "officer@contoh.id"};
    Visitor desk{*this, "sari@contoh.id"};
    record(phone);
    const auto found = examined(desk);
    BOOST_TEST((found.readable && found.play_copy.empty()));
    const auto folder = hub().core().folder.media(recording).parent_path();
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      BOOST_TEST(entry.path().extension().empty(), entry.path());
  }
}

BOOST_AUTO_TEST_CASE(a_finished_recording_is_examined_also_by_a_later_start) {
  {
    Visitor phone{*this, "officer@contoh.id"};
    record(phone);  // there is no probe in this hub
  }
  restart("exit 69");  // nor can this one work
  restart("exec cat " +
          file("findings", findings(frame('R', R"({"readable":true,"duration_ms":1800,"indexed":true})"))));
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST((examined(desk).duration == 1800ms));
  BOOST_TEST(!domain::meets_r1(*desk.view(sos).recordings.at(0).examination));
}

BOOST_AUTO_TEST_CASE(stopping_ends_a_probe_and_leaves_its_recording_for_the_next_start) {
  const auto begun = scratch.path() / "begun";
  BOOST_REQUIRE(::mkfifo(begun.c_str(), 0600) == 0);
  restart("echo begun > " + begun.string() + "; exec sleep 1000");
  {
    Visitor phone{*this, "officer@contoh.id"};
    record(phone);
  }
  std::string word;
  std::ifstream{begun} >> word;  // waits for the probe
  BOOST_REQUIRE(word == "begun");
  restart("exec cat " + file("findings", findings(report())));
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST(examined(desk).readable);
}

BOOST_AUTO_TEST_CASE(stopping_in_the_middle_of_a_copy_leaves_its_recording_for_the_next_start) {
  const auto begun = scratch.path() / "begun";
  BOOST_REQUIRE(::mkfifo(begun.c_str(), 0600) == 0);
  const auto seen = file("findings", findings(frame('R', R"({"readable":true,"indexed":false})")));
  restart("[ $1 = examine ] && exec cat " + seen + "; echo begun > " + begun.string() + "; exec sleep 1000");
  {
    Visitor phone{*this, "officer@contoh.id"};
    record(phone);
  }
  std::string word;
  std::ifstream{begun} >> word;  // waits for the copy
  BOOST_REQUIRE(word == "begun");
  restart("[ $1 = examine ] && exec cat " + seen + "; exec cat " +
          file("copy", copy(frame('F', "matroska") + piece(0, "1234"))));
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST(examined(desk).play_copy == "matroska");
}

BOOST_AUTO_TEST_CASE(a_fault_of_a_moment_is_tried_again_while_the_hub_runs) {
  const auto fails_once = [&](const std::string& name) {
    return "mkdir " + (scratch.path() / name).string() + " 2> /dev/null && exit 69; ";
  };
  const auto seen = file("findings", findings(report()));
  stop();
  start([&](hub::HubOptions& options) {
    options.probe =
        probe_script(scratch.path(), fails_once("examined") + "exec cat " + seen, fails_once("prepared") + "exit 0");
    options.probe_pause = 1ms;
  });
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  record(phone);
  BOOST_TEST(examined(desk).readable);
  BOOST_TEST(
      (std::filesystem::exists(scratch.path() / "prepared") && std::filesystem::exists(scratch.path() / "examined")));
}

BOOST_AUTO_TEST_CASE(what_a_killed_hub_left_of_a_copy_goes_also_when_there_is_no_room_for_another) {
  {
    Visitor phone{*this, "officer@contoh.id"};
    record(phone);  // there is no probe in this hub
  }
  auto part = hub().core().folder.media(recording);
  part += ".play.part";
  std::ofstream{part} << "the beginning";
  const auto seen = file("findings", findings(frame('R', R"({"readable":true,"indexed":false})")));
  stop();
  start([&](hub::HubOptions& options) {
    options.probe = probe_script(scratch.path(), "exec cat " + seen);
    options.limits.free_bytes = std::numeric_limits<std::uint64_t>::max() / 2;
  });
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST((examined(desk).readable && !std::filesystem::exists(part)));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(the_more_urgent_work_runs_first) {
  std::vector<int> order;
  std::promise<void> busy;
  std::promise<void> go;
  {
    hub::WorkerPool pool{1, 10};
    BOOST_TEST(pool.submit([&] {
      busy.set_value();
      go.get_future().wait();
    }));
    busy.get_future().wait();
    int place = 0;
    for (const int urgency : {3, 9, 5, 9}) {
      BOOST_TEST(pool.submit([&order, urgency, place] { order.push_back(10 * urgency + place); },
                             static_cast<std::uint64_t>(urgency)));
      ++place;
    }
    go.set_value();
    pool.stop();
  }
  BOOST_TEST((order == std::vector<int>{91, 93, 52, 30}));
}

}  // namespace siaga::test
