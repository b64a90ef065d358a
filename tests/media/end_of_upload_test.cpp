// The end of an upload is not noticed by somebody who watches: no sample is missing, none comes twice, no picture goes
// back, nothing waits. What only a finished recording tells is there as soon as they look for it.
#include "media/listener.h"
#include "media/watching.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <vector>

using namespace siaga;
using namespace std::chrono_literals;
using media::Phase;
using test::growing_kinds;

namespace {

/// Somebody watches a recording of three seconds whose second half arrives at once, and then no more.
struct Watched : test::Watching {
  explicit Watched(media::DemoCamera::Format format) : Watching(test::recorded(test::small_clip(format))) {
    upload.grow_to(0.6);
    screening.player.play();
    BOOST_REQUIRE(screening.pump.until([&] { return screening.number() > 5u; }));
    phases.clear();
    upload.finish();
  }
};

std::string told(const std::vector<test::Heard>& heard, std::size_t at) {
  return "sink " + std::to_string(heard[at].sink) + ", due at " + std::to_string(heard[at].due / 1us) + " us, not at " +
         std::to_string((heard[at - 1].due + heard[at - 1].length) / 1us);
}

}  // namespace

BOOST_DATA_TEST_CASE(no_sample_is_missing_where_the_upload_ends, growing_kinds) {
  const test::Listener listener;
  Watched watched(sample.format);
  BOOST_REQUIRE(watched.screening.until_phase(Phase::ended));
  const auto heard = listener.heard();
  BOOST_REQUIRE(heard.size() > 10u);
  auto sounded = heard.front().length;
  for (std::size_t i = 1; i < heard.size(); ++i) {
    const auto gap = heard[i].due - heard[i - 1].due - heard[i - 1].length;
    BOOST_TEST((heard[i].sink == heard[0].sink && gap > -3ms && gap < 3ms), told(heard, i));
    sounded += heard[i].length;
  }
  BOOST_TEST((sounded > 2900ms && sounded < 3200ms), sounded / 1ms << " ms of sound");
  BOOST_TEST(watched.screening.until_number(74));
  BOOST_TEST(watched.never_went_back());
  BOOST_TEST(watched.never_flashed());
  BOOST_TEST(
      (watched.phases == std::vector{Phase::playing, Phase::ended} || watched.phases == std::vector{Phase::ended}));
}

BOOST_DATA_TEST_CASE(a_pause_brings_what_only_a_finished_recording_tells, growing_kinds) {
  Watched watched(sample.format);
  auto& screening = watched.screening;
  BOOST_REQUIRE(screening.pump.until([&] { return !screening.player.state().growing; }));
  screening.player.pause();
  BOOST_REQUIRE(screening.pump.until([&] { return screening.player.state().duration.has_value(); }));
  BOOST_TEST(std::chrono::duration<double>(*screening.player.state().duration).count() == 3.0,
             boost::test_tools::tolerance(0.05));
  screening.player.seek(2230ms);
  BOOST_TEST(screening.until_number(55), "at " << screening.number().value_or(9999));
  BOOST_TEST(watched.never_flashed());
}

BOOST_DATA_TEST_CASE(a_seek_while_it_plays_finds_its_picture, growing_kinds) {
  Watched watched(sample.format);
  auto& screening = watched.screening;
  BOOST_REQUIRE(screening.pump.until([&] { return !screening.player.state().growing; }));
  BOOST_REQUIRE(screening.pump.until([&] { return screening.number() > 40u; }));
  screening.player.seek(230ms);
  BOOST_TEST(screening.pump.until([&] { return screening.number() < 20u; }));
  BOOST_REQUIRE(screening.until_phase(Phase::ended));
  BOOST_TEST(screening.until_number(74));
  BOOST_TEST(watched.never_flashed());
}
