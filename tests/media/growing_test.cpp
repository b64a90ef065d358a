#include "media/watching.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using media::Phase;
using media::Trouble;
using test::growing_kinds;
using test::Screening;
using test::Upload;
using Format = DemoCamera::Format;

namespace {

DemoCamera::Options longer(Format format) {
  auto options = test::small_clip(format);
  options.length = 6s;
  return options;
}

}  // namespace

BOOST_DATA_TEST_CASE(shows_a_picture_before_the_upload_has_ended, growing_kinds) {
  Upload upload(test::recorded(longer(sample.format)));
  Screening screening(upload.source);
  BOOST_TEST(screening.until_phase(Phase::waiting));
  upload.grow_to(0.5);
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  BOOST_TEST(screening.until_number(0));
  BOOST_TEST(screening.player.state().growing);
  BOOST_TEST(!screening.player.state().duration.has_value());
}

BOOST_DATA_TEST_CASE(waits_at_the_edge_and_goes_on_by_itself_to_the_end, growing_kinds) {
  Upload upload(test::recorded(longer(sample.format)));
  Screening screening(upload.source);
  screening.player.set_rate(2);
  screening.player.play();
  upload.grow_to(0.4);
  BOOST_REQUIRE(screening.until_phase(Phase::playing));
  BOOST_REQUIRE(screening.until_phase(Phase::waiting));  // dry
  const auto at_edge = screening.number();
  BOOST_REQUIRE(at_edge.has_value());
  upload.grow_to(0.8);
  BOOST_REQUIRE(screening.pump.until([&] { return screening.number() > *at_edge + 10; }));
  upload.finish();
  BOOST_REQUIRE(screening.until_phase(Phase::ended));
  BOOST_TEST(screening.until_number(149));
  BOOST_REQUIRE(screening.pump.until([&] { return screening.player.state().duration.has_value(); }));
  BOOST_TEST(std::chrono::duration<double>(*screening.player.state().duration).count() == 6.0,
             boost::test_tools::tolerance(0.03));
}

BOOST_DATA_TEST_CASE(seeks_back_and_to_the_edge_while_it_grows, growing_kinds) {
  Upload upload(test::recorded(longer(sample.format)));
  Screening screening(upload.source);
  upload.grow_to(0.75);
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  BOOST_REQUIRE(screening.pump.until([&] { return screening.player.state().edge > 3500ms; }));
  screening.player.go_to_edge();
  BOOST_TEST(screening.pump.until([&] { return screening.number() > 75u; }),
             "at " << screening.number().value_or(9999));
  screening.player.seek(1230ms);
  BOOST_TEST(screening.until_number(30), "at " << screening.number().value_or(9999));
}

BOOST_DATA_TEST_CASE(the_end_of_the_upload_keeps_the_picture_and_brings_the_duration, growing_kinds) {
  Upload upload(test::recorded(longer(sample.format)));
  Screening screening(upload.source);
  upload.grow_to(0.7);
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  screening.player.seek(1230ms);
  BOOST_REQUIRE(screening.until_number(30));
  upload.finish();
  BOOST_REQUIRE(screening.pump.until([&] { return screening.player.state().duration.has_value(); }));
  BOOST_TEST(screening.until_number(30));
  screening.player.seek(5030ms);
  BOOST_TEST(screening.until_number(125), "at " << screening.number().value_or(9999));
}

BOOST_AUTO_TEST_CASE(an_index_at_the_end_is_waited_for) {
  Upload upload(test::recorded(longer(Format::mp4)));
  Screening screening(upload.source);
  upload.grow_to(0.6);
  BOOST_REQUIRE(screening.pump.until([&] { return screening.player.state().trouble == Trouble::plays_when_complete; }));
  BOOST_TEST((screening.player.state().phase == Phase::waiting));
  upload.finish();
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  BOOST_TEST((screening.player.state().trouble == Trouble::none));
  BOOST_TEST(screening.until_number(0));
}

BOOST_AUTO_TEST_CASE(play_pressed_before_the_first_byte_plays_when_it_comes) {
  Upload upload(test::recorded(longer(Format::fragmented_mp4)));
  Screening screening(upload.source);
  screening.player.play();
  upload.grow_to(0.6);
  BOOST_TEST(screening.until_phase(Phase::playing));
}

// A player that waits for bytes which never come must still close.
BOOST_DATA_TEST_CASE(closing_never_waits_for_bytes, boost::unit_test::data::make({0.0, 0.0005, 0.02, 0.3, 0.7})) {
  for (const Format format : {Format::fragmented_mp4, Format::webm, Format::mp4, Format::mpegts}) {
    Upload upload(test::recorded(longer(format)));
    upload.grow_to(sample);
    auto screening = std::make_unique<Screening>(upload.source);
    screening->player.play();
    screening->pump.until([&] { return screening->player.state().phase != Phase::opening; });
    screening->player.seek(2s);
    screening.reset();  // what waited would wait for ever
    BOOST_TEST(!screening);
  }
}
