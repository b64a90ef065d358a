// From a finished recording to its previews, with siaga-probe's place taken by scripts: good ones, and some that do
// what a probe must never do.
#include "hub/examiner.h"
#include "examiner_room.h"
#include "handmade_findings.h"
#include "hub/derived_files.h"
#include "hub/hub.h"
#include "hub/worker_pool.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <limits>

namespace siaga::test {

using base::Fault;
using namespace std::chrono_literals;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

/// What a probe does that sees one picture and makes a copy of these bytes.
std::string copying(ExaminerRoom& room, const std::string& bytes) {
  const auto seen =
      findings(frame('R', R"({"readable":true,"duration_ms":1800,"indexed":false})") + poster(500, jpeg(320, 180)));
  const auto copied = copy(frame('F', "matroska") + piece(0, bytes));
  return "[ $1 != copy ] && exec cat " + room.file("findings", seen) + "; exec cat " + room.file("copy", copied);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(examiner, ExaminerRoom)

BOOST_AUTO_TEST_CASE(posters_loudness_and_a_copy_are_kept_and_served) {
  const auto picture = jpeg(320, 180);
  const auto seen = file("findings", findings(frame('R', R"({"readable":true,"container":"webm","indexed":false})") +
                                              poster(500, picture) + poster(1500, jpeg(160, 90)) + strip()));
  const auto copied = file("copy", copy(frame('F', "matroska") + piece(4, "5678") + piece(0, "1234")));
  restart("[ $1 != copy ] && exec cat " + seen + "; exec cat " + copied);
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

BOOST_AUTO_TEST_CASE(what_was_measured_stays_when_looking_fails) {
  const auto told = R"({"readable":true,"duration_ms":1800,"container":"webm","indexed":true})";
  const auto seen = file("findings", findings(frame('R', told)));
  const auto measured = "[ $1 = measure ] && exec cat " + seen + "; ";
  for (const std::string fails : {"kill -11 $$", "exec sleep 1000", "echo nonsense"}) {
    sos = make_id();
    recording = make_id();
    stop();
    start([&](hub::HubOptions& options) {
      options.probe = probe_script(scratch.path(), measured + fails);
      options.shortest_probe = 1s;
    });
    Visitor phone{*this, "officer@contoh.id"};
    Visitor desk{*this, "sari@contoh.id"};
    record(phone);
    const auto found = examined(desk);
    BOOST_TEST((found.readable && found.trouble.empty() && found.container == "webm"), fails);
    BOOST_TEST((found.duration == 1800ms), fails);
    BOOST_TEST((found.posters.empty() && !found.loudness), fails);
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
    restart("[ $1 != copy ] && exec cat " + seen + "; exec cat " + bad);
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
  restart("[ $1 != copy ] && exec cat " + seen + "; echo begun > " + begun.string() + "; exec sleep 1000");
  {
    Visitor phone{*this, "officer@contoh.id"};
    record(phone);
  }
  std::string word;
  std::ifstream{begun} >> word;  // waits for the copy
  BOOST_REQUIRE(word == "begun");
  restart("[ $1 != copy ] && exec cat " + seen + "; exec cat " +
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

BOOST_AUTO_TEST_CASE(a_copy_that_the_disk_had_no_room_for_is_made_once_it_has) {
  const auto seen = file("findings", findings(frame('R', R"({"readable":true,"duration_ms":1800,"indexed":false})")));
  const auto copied = file("copy", copy(frame('F', "matroska") + piece(0, "1234")));
  const auto script = probe_script(scratch.path(), "[ $1 != copy ] && exec cat " + seen + "; exec cat " + copied);
  {
    Visitor phone{*this, "officer@contoh.id"};
    record(phone);  // there is no probe in this hub
  }
  stop();
  start([&](hub::HubOptions& options) {
    options.probe = script;
    options.limits.free_bytes = std::numeric_limits<std::uint64_t>::max() / 2;
  });
  {
    Visitor desk{*this, "sari@contoh.id"};
    BOOST_TEST(examined(desk).play_copy.empty());
  }
  stop();
  start([&](hub::HubOptions& options) { options.probe = script; });
  Visitor desk{*this, "sari@contoh.id"};
  const auto found = examined(desk, [](const auto& each) { return !each.play_copy.empty(); });
  BOOST_TEST((found.play_copy == "matroska" && found.duration == 1800ms));
  BOOST_TEST(get(desk, "/play-copy").body == "1234");
}

BOOST_AUTO_TEST_CASE(what_was_lost_is_made_again_and_the_verdict_stays) {
  const auto with = [&](const std::string& name, int length, int at) {
    const auto picture = poster(static_cast<std::uint64_t>(at), jpeg(320, 180));
    const auto report = R"({"readable":true,"duration_ms":)" + std::to_string(length) + R"(,"indexed":true})";
    return "exec cat " + file(name, findings(frame('R', report) + picture));
  };
  restart(with("first", 1800, 500));
  {
    Visitor phone{*this, "officer@contoh.id"};
    Visitor desk{*this, "sari@contoh.id"};
    record(phone);
    examined(desk);
  }
  BOOST_REQUIRE(std::filesystem::remove(hub::preview_of(hub().core().folder.media(recording))));
  restart(with("second", 9000, 700));
  Visitor desk{*this, "sari@contoh.id"};
  const auto found = examined(desk, [](const auto& each) { return each.posters.front() == 700ms; });
  BOOST_TEST((found.duration == 1800ms));
  BOOST_TEST(get(desk, "/posters/0").status == 200u);
}

BOOST_AUTO_TEST_CASE(a_copy_that_is_there_stays_when_a_second_look_sees_nothing) {
  restart(copying(*this, "1234"));
  {
    Visitor phone{*this, "officer@contoh.id"};
    Visitor desk{*this, "sari@contoh.id"};
    record(phone);
    BOOST_TEST(examined(desk).play_copy == "matroska");
  }
  BOOST_REQUIRE(std::filesystem::remove(hub::preview_of(hub().core().folder.media(recording))));
  restart("kill -11 $$");
  Visitor desk{*this, "sari@contoh.id"};
  const auto found = examined(desk, [](const auto& each) { return each.posters.empty(); });
  BOOST_TEST((found.readable && found.duration == 1800ms && found.play_copy == "matroska"));
  BOOST_TEST(get(desk, "/play-copy").body == "1234");
}

BOOST_AUTO_TEST_CASE(a_copy_that_was_lost_is_made_again_and_served) {
  restart(copying(*this, "1234"));
  {
    Visitor phone{*this, "officer@contoh.id"};
    Visitor desk{*this, "sari@contoh.id"};
    record(phone);
    BOOST_TEST(examined(desk).play_copy == "matroska");
    BOOST_REQUIRE(std::filesystem::remove(hub::play_copy_of(hub().core().folder.media(recording))));
    BOOST_TEST(get(desk, "/play-copy").status == 404u);
    BOOST_TEST(desk.content(recording).body == "clip");
  }
  restart(copying(*this, "56789"));
  Visitor desk{*this, "sari@contoh.id"};
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (get(desk, "/play-copy").status != 200u) BOOST_REQUIRE(std::chrono::steady_clock::now() < end);
  BOOST_TEST(get(desk, "/play-copy", {{"Range", "bytes=1-3"}}).body == "678");
  BOOST_TEST(desk.view(sos).recordings.at(0).examination->play_copy == "matroska");
}

BOOST_AUTO_TEST_CASE(what_was_lost_while_the_hub_runs_is_made_again_after_a_pause) {
  const auto first = file("first", findings(report() + poster(500, jpeg(320, 180))));
  const auto later = file("later", findings(report() + poster(700, jpeg(320, 180))));
  const auto fails = scratch.path() / "fails";
  stop();
  start([&](hub::HubOptions& options) {
    options.probe = probe_script(scratch.path(), "rmdir " + fails.string() + " 2> /dev/null && exit 69; [ -e " +
                                                     (scratch.path() / "again").string() + " ] && exec cat " + later +
                                                     "; exec cat " + first);
    options.probe_pause = 1ms;
  });
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  record(phone);
  examined(desk);
  const auto lost = recording;
  const auto its_sos = sos;
  BOOST_REQUIRE(std::filesystem::remove(hub::preview_of(hub().core().folder.media(lost))));
  file("again", "");
  std::filesystem::create_directory(fails);  // the next one is left for later, and then all are looked after
  BOOST_REQUIRE(phone.plain(sos, "withdraw").status < 300u);
  clock.advance(1s);
  sos = make_id();
  recording = make_id();
  record(phone);
  sos = its_sos;
  recording = lost;
  examined(desk, [](const auto& each) { return each.posters.front() == 700ms; });
  BOOST_TEST(get(desk, "/posters/0").status == 200u);
}

// The real siaga-probe: sound takes longer to decode than its size would tell.
BOOST_AUTO_TEST_CASE(an_hour_of_voice_has_its_length_and_its_loudness) {
  if (is_sanitized) return;  // a child gets no suppressions: its environment is bare
  const auto voice = (scratch.path() / "voice.ogg").string();
  const auto made =
      "ffmpeg -loglevel error -y -f lavfi -i sine=frequency=300:sample_rate=16000:duration=3600 -c:a libopus "
      "-b:a 16k -compression_level 0 -frame_duration 60 " +
      voice;
  BOOST_REQUIRE(std::system(made.c_str()) == 0);
  stop();
  start([&](hub::HubOptions& options) { options.probe = SIAGA_PROBE; });
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  const auto bytes = base::read_file(voice).value();
  phone.raise(sos);
  BOOST_REQUIRE(phone.create_upload(sos, recording, bytes.size()).status == 201u);
  BOOST_REQUIRE(phone.append(recording, 0, bytes).status == 204u);
  const auto found = examined(desk);
  BOOST_TEST((found.readable && found.audio == "opus" && found.trouble.empty()), found.trouble);
  BOOST_TEST((found.duration >= 3599s && found.duration <= 3601s));
  BOOST_TEST(found.loudness);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(a_length_is_believed_as_far_as_the_size_allows) {
  constexpr std::uint64_t hour_of_voice = 3600 * 4096;
  const auto time = [](std::uint64_t size, std::optional<std::chrono::milliseconds> length) {
    return hub::ProbeCalls::time_to_look(10s, size, length);
  };
  BOOST_TEST((time(60 << 20, 12'300ms) == 23s));                 // 10 s and its length
  BOOST_TEST((time(hour_of_voice / 6, 600s) == 610s));           // ten minutes of voice
  BOOST_TEST((time(hour_of_voice, 3600s) == 1810s));             // no core is held for longer
  BOOST_TEST((time(20 << 10, std::chrono::hours{100}) == 30s));  // a small file says that it is long
  BOOST_TEST((time(60 << 20, std::nullopt) == 70s));             // it couldn't be measured
}

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
