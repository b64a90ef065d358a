#include "media/screening.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <vector>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using media::Phase;
using media::Player;
using test::Screening;
using Format = DemoCamera::Format;

namespace {

DemoCamera::Options ten_seconds() {
  auto options = test::small_clip(Format::mp4);
  options.length = 10s;
  return options;
}

}  // namespace

// Between the marks it repeats: after B comes A, and nothing beyond B is seen.
BOOST_AUTO_TEST_CASE(repeats_between_two_marks) {
  Screening screening(test::recorded(test::small_clip(Format::mp4)));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  std::vector<std::uint32_t> seen;
  int rounds = 0;
  const auto connection = screening.player.frame_ready().connect([&] {
    const auto number = screening.number();
    if (!number || (!seen.empty() && *number == seen.back())) return;
    if (!seen.empty() && *number < seen.back()) ++rounds;
    seen.push_back(*number);
  });
  screening.player.seek(1010ms);
  BOOST_REQUIRE(screening.until_number(25));
  screening.player.set_loop(Player::Mark::from, 1010ms);
  screening.player.set_loop(Player::Mark::to, 1410ms);
  screening.player.play();
  BOOST_REQUIRE(screening.pump.until([&] { return rounds >= 3; }));
  for (const auto number : seen) BOOST_TEST((number == 0 || (number >= 25 && number <= 35)), "saw " << number);
  BOOST_TEST((screening.player.state().phase == Phase::playing));
  screening.player.end_loop();
  BOOST_TEST(screening.until_phase(Phase::ended));
  BOOST_TEST(screening.until_number(74));
}

// As a person sets them: while it plays, and B at the picture that is seen, which playing has left behind already.
BOOST_AUTO_TEST_CASE(a_mark_set_at_what_is_seen_begins_the_next_round) {
  Screening screening(test::recorded(ten_seconds()));
  screening.player.play();
  BOOST_REQUIRE(screening.pump.until([&] { return screening.number() > 5u; }));
  screening.player.set_loop(Player::Mark::from, 0ms);
  BOOST_REQUIRE(screening.pump.until([&] { return screening.number() > 40u; }));
  screening.player.set_loop(Player::Mark::to, 40ms * *screening.number());
  BOOST_TEST(screening.pump.until([&] { return screening.number() < 20u; }));
  BOOST_TEST((screening.player.state().phase != Phase::ended));
}

BOOST_AUTO_TEST_CASE(steps_go_past_the_marks) {
  Screening screening(test::recorded(test::small_clip(Format::mp4)));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  screening.player.set_loop(Player::Mark::from, 1010ms);
  screening.player.set_loop(Player::Mark::to, 1210ms);
  screening.player.play();
  BOOST_REQUIRE(screening.pump.until([&] { return screening.number() > 26u; }));
  screening.player.pause();
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  screening.player.seek(1170ms);
  BOOST_REQUIRE(screening.until_number(29));
  for (const std::uint32_t number : {30u, 31u, 32u}) {
    screening.player.step_forward();
    BOOST_TEST(screening.until_number(number), "at " << screening.number().value_or(9999));
  }
}

BOOST_AUTO_TEST_CASE(a_mark_on_the_wrong_side_takes_the_other_away) {
  Screening screening(test::recorded(test::small_clip(Format::mp4)));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  screening.player.set_loop(Player::Mark::from, 2s);
  screening.player.set_loop(Player::Mark::to, 1s);
  BOOST_REQUIRE(screening.pump.until([&] { return screening.player.state().loop_to.has_value(); }));
  BOOST_TEST(!screening.player.state().loop_from.has_value());
}

// At sixteen times only some pictures are shown, the last one among them.
BOOST_DATA_TEST_CASE(plays_at_every_speed, boost::unit_test::data::make({4.0, 8.0, 16.0})) {
  Screening screening(test::recorded(ten_seconds()));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  screening.player.set_rate(sample);
  screening.player.play();
  BOOST_REQUIRE(screening.until_phase(Phase::ended));
  BOOST_TEST(screening.until_number(249), "at " << screening.number().value_or(9999));
  // Every picture can be stepped to again.
  screening.player.step_back();
  BOOST_TEST(screening.until_number(248), "at " << screening.number().value_or(9999));
  screening.player.step_back();
  BOOST_TEST(screening.until_number(247), "at " << screening.number().value_or(9999));
  screening.player.step_forward();
  BOOST_TEST(screening.until_number(248), "at " << screening.number().value_or(9999));
}

BOOST_AUTO_TEST_CASE(steps_while_playing_fast_go_one_by_one) {
  Screening screening(test::recorded(ten_seconds()));
  screening.player.set_rate(16);
  screening.player.play();
  BOOST_REQUIRE(screening.pump.until([&] { return screening.number() > 30u; }));
  screening.player.pause();
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  screening.player.seek(4030ms);
  BOOST_REQUIRE(screening.until_number(100));
  for (const std::uint32_t number : {101u, 102u}) {
    screening.player.step_forward();
    BOOST_TEST(screening.until_number(number), "at " << screening.number().value_or(9999));
  }
}

BOOST_AUTO_TEST_CASE(a_sixteenth_shows_every_picture) {
  Screening screening(test::recorded(test::small_clip(Format::mp4)));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  std::vector<std::uint32_t> seen;
  const auto connection = screening.player.frame_ready().connect([&] {
    if (const auto number = screening.number(); number && (seen.empty() || *number != seen.back()))
      seen.push_back(*number);
  });
  screening.player.set_rate(1.0 / 16);
  screening.player.play();
  BOOST_REQUIRE(screening.pump.until([&] { return seen.size() >= 4; }));
  for (std::size_t i = 1; i < seen.size(); ++i) BOOST_TEST(seen[i] == seen[i - 1] + 1);
}

BOOST_AUTO_TEST_CASE(what_nobody_sees_is_not_decoded) {
  Screening screening(test::recorded(ten_seconds()));
  screening.player.play();
  BOOST_REQUIRE(screening.pump.until([&] { return screening.number() > 5u; }));
  screening.player.set_hidden(true);
  // The pictures under way come to an end: the same one stands at two looks with half a second between them.
  std::uint32_t before = 9999;
  auto looked = std::chrono::steady_clock::now();
  BOOST_REQUIRE(screening.pump.until([&] {
    if (std::chrono::steady_clock::now() - looked < 500ms) return false;
    looked = std::chrono::steady_clock::now();
    return std::exchange(before, screening.number().value_or(0)) == screening.number().value_or(0);
  }));
  BOOST_TEST(before < 240u);
  BOOST_TEST((screening.player.state().phase == Phase::playing));  // what the person asked for
  screening.player.set_hidden(false);
  BOOST_TEST(screening.pump.until([&] { return screening.number() > before; }));
}

// A step back while it plays, at once and from any state.
BOOST_AUTO_TEST_CASE(steps_out_of_playing) {
  Screening screening(test::recorded(ten_seconds()));
  for (int round = 0; round < 5; ++round) {
    screening.player.play();
    BOOST_REQUIRE(
        screening.pump.until([&] { return screening.number() > static_cast<std::uint32_t>(10 + 20 * round); }));
    screening.player.step_back();
    screening.player.step_back();
    BOOST_REQUIRE(screening.until_phase(Phase::paused));
    screening.player.seek(2030ms + 40ms * round);
    BOOST_TEST(screening.until_number(static_cast<std::uint32_t>(50 + round)));
  }
}

// Four presses of a key that nobody waits for.
BOOST_AUTO_TEST_CASE(skips_add_up) {
  Screening screening(test::recorded(ten_seconds()));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  screening.player.seek(1030ms);
  for (int press = 0; press < 3; ++press) screening.player.skip(2s);
  screening.player.skip(-1s);
  BOOST_TEST(screening.until_number(150), "at " << screening.number().value_or(9999));
}

// The picture that is sought isn't there yet, and what is still seen is not where the person wants to be.
BOOST_AUTO_TEST_CASE(a_change_of_speed_keeps_a_seek_that_is_under_way) {
  auto large = ten_seconds();  // so that a seek takes a while
  large.width = 1280;
  large.height = 720;
  const auto clip = test::recorded(large);
  for (int turns = 0; turns < 8; ++turns) {
    Screening screening(clip);
    BOOST_REQUIRE(screening.until_phase(Phase::paused));
    std::vector<std::uint32_t> seen;
    const auto connection = screening.player.frame_ready().connect([&] {
      if (const auto number = screening.number()) seen.push_back(*number);
    });
    screening.player.seek(9960ms);
    int left = turns;
    BOOST_REQUIRE(screening.pump.until([&] { return left-- == 0; }));
    screening.player.set_rate(4);
    screening.player.play();
    BOOST_REQUIRE(screening.until_phase(Phase::ended));
    for (const auto number : seen) BOOST_TEST((number == 0 || number >= 240), turns << " turns: " << number);
  }
}
