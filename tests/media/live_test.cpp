// A recording that is watched while it is being made, at the speed at which it is made: the player catches up, waits,
// and goes on without a flash; the link breaks for a while; the phone dies.
#include "media/screening.h"
#include "media/upload.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <ostream>
#include <vector>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using media::Phase;
using media::PlayerState;
using test::Screening;
using test::Upload;
using Format = DemoCamera::Format;
using std::chrono::steady_clock;

namespace {

constexpr auto length = 8s;

struct LiveKind {
  const char* name;
  Format format;
};
std::ostream& operator<<(std::ostream& out, const LiveKind& kind) { return out << kind.name; }

const LiveKind live_kinds[] = {
    {"fragmented mp4", Format::fragmented_mp4},
    {"webm", Format::webm},
    {"mpegts", Format::mpegts},
};

DemoCamera::Options eight_seconds(Format format) {
  auto options = test::small_clip(format);
  options.length = length;
  return options;
}

/// Somebody watches; what was seen is written down.
class Watching {
 public:
  explicit Watching(Format format) : upload_(test::recorded(eight_seconds(format))) {
    on_state_ = screening.player.changed().connect([this](const PlayerState& state) {
      if (phases.empty() || phases.back() != state.phase) phases.push_back(state.phase);
    });
    on_frame_ = screening.player.frame_ready().connect([this] {
      if (const auto number = screening.number()) seen.push_back(*number);
    });
    screening.player.play();
  }

  /// The phone records and sends for this long.
  void record(std::chrono::milliseconds time) {
    const auto begin = steady_clock::now();
    const double before = upload_.share();
    screening.pump.until(
        [&] {
          const auto gone = std::chrono::duration<double>(steady_clock::now() - begin);
          upload_.grow_to(before + std::min(gone, std::chrono::duration<double>(time)) / length);
          return gone >= time || upload_.share() >= 1;
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
    upload_.finish();
  }
  /// The picture that the newest bytes hold, or a little more.
  std::uint32_t newest_number() const { return static_cast<std::uint32_t>(upload_.share() * 8 * 25); }
  bool never_went_back() const { return std::is_sorted(seen.begin(), seen.end()); }
  bool was(Phase phase) const { return std::find(phases.begin(), phases.end(), phase) != phases.end(); }

  std::vector<std::uint32_t> seen;
  std::vector<Phase> phases;

 private:
  Upload upload_;

 public:
  Screening screening{upload_.source};

 private:
  base::Connection on_state_, on_frame_;
};

}  // namespace

BOOST_DATA_TEST_CASE(follows_a_phone_that_records_to_the_end, live_kinds) {
  Watching watching(sample.format);
  watching.record_to_the_end();
  BOOST_REQUIRE(watching.screening.until_phase(Phase::ended));
  BOOST_TEST(watching.screening.until_number(199), "at " << watching.screening.number().value_or(9999));
  BOOST_TEST(watching.never_went_back());
  BOOST_TEST(!watching.was(Phase::failed));
  BOOST_TEST((watching.screening.player.state().trouble == media::Trouble::none));
}

BOOST_DATA_TEST_CASE(catches_up_with_what_is_being_recorded, live_kinds) {
  Watching watching(sample.format);
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
}

// The pictures go on where they stopped; nothing blinks, nothing is shown twice, nobody has to press a key.
BOOST_DATA_TEST_CASE(goes_on_after_the_link_was_cut, boost::unit_test::data::make({2000ms / 1ms, 20000ms / 1ms})) {
  const auto cut = std::chrono::milliseconds(sample);
  Watching watching(Format::fragmented_mp4);
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
  BOOST_TEST(!watching.was(Phase::failed));
}

BOOST_DATA_TEST_CASE(a_phone_that_dies_leaves_what_it_sent, live_kinds) {
  Watching watching(sample.format);
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
}
