#include "media/screening.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <ostream>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using media::Phase;
using media::Trouble;
using test::Screening;
using Format = DemoCamera::Format;

namespace {

// Every container with the picture lying, standing, without sound, and with pictures of uneven length.
struct PlayedKind {
  const char* name;
  Format format;
  int rotation = 0;
  bool audio = true;
  bool uneven = false;

  DemoCamera::Options options() const {
    auto options = test::small_clip(format);
    options.rotation = rotation;
    options.audio = audio;
    options.uneven = uneven;
    return options;
  }
};
std::ostream& operator<<(std::ostream& out, const PlayedKind& kind) { return out << kind.name; }

const PlayedKind played_kinds[] = {
    {"fragmented mp4", Format::fragmented_mp4},
    {"mp4 with its index last", Format::mp4},
    {"webm without cues", Format::webm},
    {"mpegts", Format::mpegts},
    {"portrait 90", Format::mp4, 90},
    {"portrait 270", Format::fragmented_mp4, 270},
    {"upside down", Format::mp4, 180},
    {"silent mp4", Format::mp4, 0, false},
    {"silent webm", Format::webm, 0, false},
    {"uneven mp4", Format::mp4, 0, true, true},
    {"uneven fragmented mp4", Format::fragmented_mp4, 0, true, true},
    {"uneven webm", Format::webm, 0, true, true},
};

// Where frame `number` can be sought without hitting the edge of it: containers shift pictures by up to 22 ms of sound.
std::chrono::nanoseconds inside(const DemoCamera::Options& options, std::uint32_t number) {
  return media::frame_start(options, number) + 30ms;
}

std::size_t open_descriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
  return count;
}

}  // namespace

BOOST_DATA_TEST_CASE(opens_paused_with_the_first_picture, played_kinds) {
  Screening screening(test::recorded(sample.options()));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  BOOST_TEST((screening.number() == 0u));
  BOOST_REQUIRE(screening.pump.until([&] { return screening.player.state().can_seek; }));
  const auto state = screening.player.state();
  BOOST_TEST((state.trouble == Trouble::none));
  BOOST_TEST(state.has_video);
  BOOST_TEST(state.has_audio == sample.audio);
  BOOST_TEST(!state.growing);
  const bool stands = sample.rotation % 180 != 0;
  BOOST_TEST(state.width == (stands ? 180 : 320));
  BOOST_TEST(state.height == (stands ? 320 : 180));
  BOOST_REQUIRE(state.duration.has_value());
  BOOST_TEST(std::chrono::duration<double>(*state.duration).count() == 3.0, boost::test_tools::tolerance(0.06));
}

BOOST_DATA_TEST_CASE(a_seek_shows_the_picture_that_stands_there, played_kinds) {
  const auto options = sample.options();
  Screening screening(test::recorded(options));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  // Not the shortest pictures: those end before the shift by the sound does.
  for (const std::uint32_t number : {26u, 11u, 36u, 21u}) {
    screening.player.seek(inside(options, number));
    BOOST_TEST(screening.until_number(number), "frame " << number << ", not " << screening.number().value_or(9999));
    BOOST_REQUIRE(screening.pump.until([&] { return screening.player.state().phase == Phase::paused; }));
  }
}

BOOST_DATA_TEST_CASE(steps_show_the_neighbours, played_kinds) {
  const auto options = sample.options();
  Screening screening(test::recorded(options));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  screening.player.seek(inside(options, 26));
  BOOST_REQUIRE(screening.until_number(26));
  for (const std::uint32_t number : {27u, 28u, 29u}) {
    screening.player.step_forward();
    BOOST_TEST(screening.until_number(number), "frame " << number << ", not " << screening.number().value_or(9999));
  }
  // Back past where the seek began, and past a key picture (every 25th).
  for (std::uint32_t number = 28; number >= 23; --number) {
    screening.player.step_back();
    BOOST_TEST(screening.until_number(number), "frame " << number << ", not " << screening.number().value_or(9999));
  }
  screening.player.step_forward();
  BOOST_TEST(screening.until_number(24));
}

BOOST_DATA_TEST_CASE(plays_to_the_end, played_kinds) {
  const auto options = sample.options();
  Screening screening(test::recorded(options));
  screening.player.set_rate(4);
  screening.player.play();
  BOOST_REQUIRE(screening.until_phase(Phase::ended));
  BOOST_TEST((screening.player.state().trouble == Trouble::none));
  std::uint32_t last = 0;
  while (media::frame_start(options, last + 1) < options.length) ++last;
  BOOST_TEST(screening.until_number(last), "frame " << last << ", not " << screening.number().value_or(9999));
  screening.player.step_back();
  BOOST_TEST(screening.until_number(last - 1), "frame " << last - 1 << ", not " << screening.number().value_or(9999));
}

BOOST_AUTO_TEST_CASE(play_after_the_end_starts_again) {
  Screening screening(test::recorded(test::small_clip(Format::mp4)));
  screening.player.set_rate(8);
  screening.player.play();
  BOOST_REQUIRE(screening.until_phase(Phase::ended));
  screening.player.play();
  BOOST_REQUIRE(screening.until_phase(Phase::playing));
  BOOST_TEST(screening.pump.until([&] { return screening.number() < 40u; }));
  BOOST_TEST(screening.until_phase(Phase::ended));
}

BOOST_AUTO_TEST_CASE(hundred_steps_in_a_row_each_show_one_picture_more) {
  auto options = test::small_clip(Format::fragmented_mp4);
  options.length = 5s;
  Screening screening(test::recorded(options));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  for (std::uint32_t number = 1; number <= 100; ++number) {
    screening.player.step_forward();
    BOOST_REQUIRE(screening.until_number(number));
  }
}

BOOST_AUTO_TEST_CASE(the_newest_of_many_seeks_wins) {
  const auto options = test::small_clip(Format::mp4);
  Screening screening(test::recorded(options));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  for (std::uint32_t number = 0; number < 60; ++number) screening.player.seek(inside(options, number));
  BOOST_TEST(screening.until_number(59));
}

BOOST_AUTO_TEST_CASE(a_seek_beyond_the_end_shows_the_last_picture) {
  Screening screening(test::recorded(test::small_clip(Format::mp4)));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  screening.player.seek(1h);
  BOOST_TEST(screening.until_number(74));
}

BOOST_AUTO_TEST_CASE(settings_are_kept_and_told) {
  Screening screening(test::recorded(test::small_clip(Format::mp4)));
  int told = 0;
  const auto connection = screening.player.changed().connect([&](const media::PlayerState&) { ++told; });
  screening.player.set_rate(100);
  screening.player.set_volume(0.25);
  screening.player.set_muted(true);
  BOOST_TEST(screening.pump.until([&] { return screening.player.state().muted; }));
  const auto state = screening.player.state();
  BOOST_TEST(state.rate == 16.0);
  BOOST_TEST(state.volume == 0.25);
  BOOST_TEST(screening.pump.until([&] { return told > 0; }));
}

BOOST_AUTO_TEST_CASE(playing_moves_the_position_and_pause_holds_it) {
  Screening screening(test::recorded(test::small_clip(Format::fragmented_mp4)));
  screening.player.play();
  BOOST_REQUIRE(screening.pump.until([&] { return screening.player.state().position > 500ms; }));
  screening.player.pause();
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  BOOST_REQUIRE(screening.number().has_value());
  screening.player.toggle();
  BOOST_TEST(screening.until_phase(Phase::playing));
}

BOOST_AUTO_TEST_CASE(sound_alone_plays) {
  auto options = test::small_clip(Format::mp4);
  options.video = false;
  Screening screening(test::recorded(options));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  BOOST_TEST(!screening.player.state().has_video);
  BOOST_TEST(screening.player.state().has_audio);
  screening.player.set_rate(4);
  screening.player.play();
  BOOST_TEST(screening.until_phase(Phase::ended));
}

BOOST_AUTO_TEST_CASE(an_inaudible_player_shows_pictures) {
  media::Player::Options options;
  options.audible = false;
  Screening screening(Screening::finished(test::recorded(test::small_clip(Format::mp4))), options);
  BOOST_TEST(screening.until_phase(Phase::paused));
  BOOST_TEST(screening.until_number(0));
}

BOOST_AUTO_TEST_CASE(twenty_players_leave_nothing_behind) {
  const auto& clip = test::recorded(test::small_clip(Format::webm));
  const auto open_and_close = [&] {
    Screening screening(clip);
    screening.player.play();
    BOOST_REQUIRE(screening.until_phase(Phase::playing));
  };
  open_and_close();  // what libraries open once stays open
  const auto before = open_descriptors();
  for (int round = 0; round < 20; ++round) open_and_close();
  BOOST_TEST(open_descriptors() == before);
}
