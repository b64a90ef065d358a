// A recording that is watched while it is being made, at the speed at which it is made: the player catches up, waits,
// and goes on without a flash; the link breaks for a while; the phone dies.
#include "media/watching.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using media::Phase;
using test::growing_kinds;
using test::Screening;
using Format = DemoCamera::Format;
using std::chrono::steady_clock;

namespace {

constexpr auto length = 8s;

DemoCamera::Options eight_seconds(Format format) {
  auto options = test::small_clip(format);
  options.length = length;
  return options;
}

/// Somebody watches while the phone records.
struct WatchedPhone : test::Watching {
  explicit WatchedPhone(Format format) : Watching(test::recorded(eight_seconds(format))) { screening.player.play(); }

  /// The phone records and sends for this long.
  void record(std::chrono::milliseconds time) {
    const auto begin = steady_clock::now();
    const double before = upload.share();
    screening.pump.until(
        [&] {
          const auto gone = std::chrono::duration<double>(steady_clock::now() - begin);
          upload.grow_to(before + std::min(gone, std::chrono::duration<double>(time)) / length);
          return gone >= time || upload.share() >= 1;
        },
        time + 60s);
  }
  /// Nothing arrives for this long.
  void silence(std::chrono::milliseconds time) {
    const auto end = steady_clock::now() + time;
    screening.pump.until([&] { return steady_clock::now() >= end; }, time + 1s);
  }
  void record_to_the_end() {
    record(length);
    upload.finish();
  }
};

}  // namespace

BOOST_DATA_TEST_CASE(follows_a_phone_that_records_to_the_end, growing_kinds) {
  WatchedPhone watching(sample.format);
  watching.record_to_the_end();
  BOOST_REQUIRE(watching.screening.until_phase(Phase::ended));
  BOOST_TEST(watching.screening.until_number(199), "at " << watching.screening.number().value_or(9999));
  BOOST_TEST(watching.never_went_back());
  BOOST_TEST(watching.never_flashed());
  BOOST_TEST(!watching.was(Phase::failed));
  BOOST_TEST((watching.screening.player.state().trouble == media::Trouble::none));
}

BOOST_DATA_TEST_CASE(catches_up_with_what_is_being_recorded, growing_kinds) {
  WatchedPhone watching(sample.format);
  watching.screening.player.pause();
  watching.record(5s);
  BOOST_REQUIRE(watching.screening.until_phase(Phase::paused));
  BOOST_REQUIRE(watching.screening.pump.until([&] { return watching.screening.player.state().edge > 3s; }));
  watching.screening.player.go_to_edge();
  watching.screening.player.play();
  BOOST_TEST(watching.screening.pump.until([&] { return watching.screening.number() > 75u; }));
  watching.record_to_the_end();
  BOOST_REQUIRE(watching.screening.until_phase(Phase::ended));
  BOOST_TEST(watching.never_went_back());
  BOOST_TEST(watching.never_flashed());
}

// The pictures go on where they stopped; nothing blinks, nothing is shown twice, nobody has to press a key.
BOOST_DATA_TEST_CASE(goes_on_after_the_link_was_cut, boost::unit_test::data::make({2000ms / 1ms, 20000ms / 1ms})) {
  const auto cut = std::chrono::milliseconds(sample);
  WatchedPhone watching(Format::fragmented_mp4);
  Screening& screening = watching.screening;
  watching.record(4s);
  BOOST_REQUIRE(screening.pump.until([&] { return screening.number() > 20u; }));
  watching.silence(cut);
  if (cut > 10s) {
    BOOST_TEST((screening.player.state().phase == Phase::waiting));
    BOOST_TEST((screening.player.state().quiet >= 5s));
  }
  const auto before = screening.number();
  BOOST_REQUIRE(before.has_value());
  watching.record_to_the_end();
  BOOST_TEST(screening.pump.until([&] { return screening.player.state().quiet == 0s; }));
  BOOST_REQUIRE(screening.until_phase(Phase::ended));
  BOOST_TEST(screening.until_number(199), "at " << screening.number().value_or(9999));
  BOOST_TEST(watching.never_went_back());
  BOOST_TEST(watching.never_flashed());
  BOOST_TEST(!watching.was(Phase::failed));
}

BOOST_DATA_TEST_CASE(a_phone_that_dies_leaves_what_it_sent, growing_kinds) {
  WatchedPhone watching(sample.format);
  auto& screening = watching.screening;
  watching.record(5s);
  BOOST_REQUIRE(screening.until_phase(Phase::waiting));
  BOOST_TEST(screening.pump.until([&] { return screening.player.state().quiet >= 5s; }));
  BOOST_TEST((screening.player.state().trouble == media::Trouble::none));
  // Everything that is there can be looked at, also from the very edge.
  const auto last = screening.number();
  BOOST_REQUIRE(last.has_value());
  screening.player.step_back();
  BOOST_TEST(screening.until_number(*last - 1), "at " << screening.number().value_or(9999) << " of " << *last);
  screening.player.step_back();
  BOOST_TEST(screening.until_number(*last - 2), "at " << screening.number().value_or(9999) << " of " << *last);
  screening.player.step_forward();
  BOOST_TEST(screening.until_number(*last - 1), "at " << screening.number().value_or(9999) << " of " << *last);
  screening.player.seek(1230ms);
  BOOST_TEST(screening.until_number(30), "at " << screening.number().value_or(9999));
  screening.player.play();
  BOOST_TEST(screening.until_phase(Phase::waiting));
  BOOST_TEST(watching.never_flashed());
}
