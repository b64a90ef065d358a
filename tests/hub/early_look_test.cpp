// Recordings that still grow are looked into: when their phone falls silent, and now and then while it goes on.
#include "examiner_room.h"
#include "handmade_findings.h"
#include "hub/derived_files.h"
#include "hub/early_looks.h"

#include <sys/stat.h>

namespace siaga::test {

using namespace std::chrono_literals;

namespace {

bool is_of_part(const domain::Examination& found) { return found.part.has_value(); }
bool is_verdict(const domain::Examination& found) { return !found.part; }

struct EarlyLookRoom : ExaminerRoom {
  EarlyLookRoom() {
    part = file("part", findings(frame('R', R"({"readable":true,"duration_ms":1800,"indexed":false})") +
                                 poster(500, jpeg(320, 180)) + strip()));
    whole = file("whole", findings(frame('R', R"({"readable":true,"duration_ms":2500,"indexed":true})") +
                                   poster(900, jpeg(160, 90))));
  }
  /// Only a look into a part names its bytes.
  void serve(const std::string& of_part, const std::string& of_whole, std::size_t at_once = 1) {
    stop();
    start([&](hub::HubOptions& options) {
      options.probe = probe_script(scratch.path(), "if [ -n \"$4\" ]; then " + of_part + "; fi; " + of_whole);
      options.probes_at_once = at_once;
      options.limits.early_looks = 1ms;
    });
  }
  void begin(Visitor& phone) {
    phone.raise(sos);
    BOOST_REQUIRE(phone.create_upload(sos, recording, 8).status == 201u);
    BOOST_REQUIRE(phone.append(recording, 0, "clip").status == 204u);
  }
  void end(Visitor& phone) { BOOST_REQUIRE(phone.append(recording, 4, "rest").status == 204u); }
  /// Where a probe says that it has begun, and waits until that is read.
  std::string pipe() {
    const auto path = scratch.path() / "begun";
    BOOST_REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    return path.string();
  }
  void wait_for(const std::string& begun) {
    std::string word;
    std::ifstream{begun} >> word;
    BOOST_REQUIRE(word == "begun");
  }
  std::filesystem::path preview() { return hub::preview_of(hub().core().folder.media(recording)); }

  std::string part;
  std::string whole;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_growing_recordings_time_comes_with_silence_and_with_each_doubling_of_its_age) {
  hub::EarlyLookTimes times{100s, 0};
  BOOST_TEST(!times.is_due(0, 200s, 200s));  // nothing has come
  BOOST_TEST(!times.is_due(4, 119s, 19s));
  BOOST_TEST(times.is_due(4, 120s, 20s));
  BOOST_TEST(!times.is_due(4, 129s, 0s));
  BOOST_TEST(times.is_due(4, 130s, 0s));
  times.look(4, 130s);
  BOOST_TEST(!times.is_due(4, 500s, 100s));  // nothing new
  BOOST_TEST(!times.is_due(8, 159s, 0s));
  BOOST_TEST(times.is_due(8, 160s, 0s));
  times.look(8, 160s);
  BOOST_TEST(!times.is_due(9, 219s, 0s));
  BOOST_TEST(times.is_due(9, 220s, 0s));
  hub::EarlyLookTimes again{100s, 8};
  BOOST_TEST(!again.is_due(8, 500s, 500s));
}

BOOST_FIXTURE_TEST_SUITE(early_look, EarlyLookRoom)

BOOST_AUTO_TEST_CASE(a_phone_that_fell_silent_shows_posters_and_may_go_on) {
  serve("exec cat " + part, "exec cat " + whole);
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  begin(phone);
  const auto last_byte = clock.now();
  clock.advance(21s);
  const auto early = examined(desk);
  BOOST_REQUIRE(early.part.has_value());
  BOOST_TEST((early.part->bytes == 4u && early.part->until == last_byte));
  BOOST_TEST((early.posters.size() == 1u && early.loudness && early.play_copy.empty()));
  BOOST_TEST(domain::meets_r1(early));  // more may come
  const auto growing = desk.view(sos).recordings.at(0);
  BOOST_TEST((growing.state == domain::RecordingState::growing && growing.examination->part == early.part));
  BOOST_TEST(get(desk, "/posters/0").body == jpeg(320, 180));
  BOOST_TEST(get(desk, "/loudness").status == 200u);
  BOOST_TEST(get(desk, "/play-copy").status == 404u);

  end(phone);
  const auto verdict = examined(desk, is_verdict);
  BOOST_TEST((verdict.duration == 2500ms && !verdict.loudness && !domain::meets_r1(verdict)));
  BOOST_TEST(get(desk, "/posters/0").body == jpeg(160, 90));
  BOOST_TEST(get(desk, "/loudness").status == 404u);
  BOOST_TEST(desk.content(recording).body == "cliprest");
}

BOOST_AUTO_TEST_CASE(a_phone_that_goes_on_shows_posters_after_half_a_minute) {
  serve("exec cat " + part, "exec cat " + whole);
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  begin(phone);
  // It is heard of before its silence would be enough.
  while (!desk.view(sos).recordings.at(0).examination) {
    clock.advance(15s);
    BOOST_REQUIRE(phone.offset(recording).has_value());
  }
  BOOST_TEST(examined(desk).part.has_value());
}

BOOST_AUTO_TEST_CASE(of_a_part_that_shows_nothing_nothing_is_said_and_what_is_found_in_the_end_counts) {
  const auto begun = pipe();
  const auto nothing = file("nothing", findings(frame('R', R"({"readable":false,"trouble":"cut-off"})")));
  serve("echo begun > " + begun + "; exec cat " + nothing, "exec cat " + whole);
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  begin(phone);
  clock.advance(21s);
  wait_for(begun);
  end(phone);
  BOOST_TEST(!examined(desk).part.has_value());
}

BOOST_AUTO_TEST_CASE(finishing_ends_an_early_look_that_is_under_way) {
  const auto begun = pipe();
  for (const std::size_t at_once : {1u, 2u}) {
    sos = make_id();
    recording = make_id();
    serve("echo begun > " + begun + "; exec sleep 1000", "exec cat " + whole, at_once);
    Visitor phone{*this, "officer@contoh.id"};
    Visitor desk{*this, "sari@contoh.id"};
    begin(phone);
    clock.advance(21s);
    wait_for(begun);
    end(phone);
    BOOST_TEST((examined(desk).duration == 2500ms));
    BOOST_TEST(get(desk, "/posters/0").body == jpeg(160, 90));
    BOOST_REQUIRE(phone.plain(sos, "withdraw").status < 300u);
  }
}

BOOST_AUTO_TEST_CASE(an_early_look_gives_way_to_another_recording_that_is_finished) {
  const auto begun = pipe();
  serve("echo begun > " + begun + "; exec sleep 1000", "exec cat " + whole);
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  begin(phone);
  clock.advance(21s);
  wait_for(begun);
  recording = make_id();
  BOOST_REQUIRE(phone.create_upload(sos, recording, 4).status == 201u);
  BOOST_REQUIRE(phone.append(recording, 0, "clip").status == 204u);
  BOOST_TEST((examined(desk).duration == 2500ms));
  stop();  // the early look is tried again, and ended by this
}

BOOST_AUTO_TEST_CASE(what_an_early_look_found_outlives_a_restart_and_no_whole_recording) {
  serve("exec cat " + part, "exec cat " + file("none", findings(frame('R', R"({"readable":true,"indexed":true})"))));
  {
    Visitor phone{*this, "officer@contoh.id"};
    Visitor desk{*this, "sari@contoh.id"};
    begin(phone);
    clock.advance(21s);
    examined(desk, is_of_part);
  }
  restart("exec cat " + file("none", findings(frame('R', R"({"readable":true,"indexed":true})"))));
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST(desk.view(sos).recordings.at(0).examination->part.has_value());
  BOOST_TEST(get(desk, "/posters/0").status == 200u);
  end(phone);
  BOOST_TEST(examined(desk, is_verdict).posters.empty());
  BOOST_TEST(!std::filesystem::exists(preview()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
