#include "media/sound.h"

#include "media/pump.h"

#include "base/file.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>

using namespace siaga;
using namespace std::chrono_literals;

namespace {

const std::filesystem::path alarm_file = std::filesystem::path(SIAGA_SOURCE_DIR) / "resources/sounds/alarm.wav";

}  // namespace

BOOST_AUTO_TEST_CASE(sounds_until_it_is_stopped_and_can_start_again) {
  test::Pump pump;
  media::Siren siren(alarm_file);
  BOOST_TEST(!siren.sounding());
  for (int round = 0; round < 3; ++round) {
    siren.start();
    BOOST_REQUIRE(pump.until([&] { return siren.sounding(); }));
    BOOST_TEST(siren.last_fault().has_value());
    siren.stop();
    BOOST_REQUIRE(pump.until([&] { return !siren.sounding(); }));
  }
}

BOOST_AUTO_TEST_CASE(goes_on_after_the_end_of_the_file) {
  test::Pump pump;
  media::Siren siren(alarm_file);
  siren.start();
  BOOST_REQUIRE(pump.until([&] { return siren.sounding(); }));
  // Two seconds is one round: it must not fall silent in the second.
  BOOST_TEST(!pump.until([&] { return !siren.sounding() || !siren.last_fault(); }, 3s));
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_told) {
  test::Pump pump;
  media::Siren siren("/nonexistent/alarm.wav");
  siren.start();
  BOOST_REQUIRE(pump.until([&] { return !siren.last_fault(); }));
  BOOST_TEST((siren.last_fault().error().fault == base::Fault::not_found));
  BOOST_TEST(!siren.sounding());
}

BOOST_AUTO_TEST_CASE(a_file_without_sound_is_told) {
  const test::ScratchFolder folder;
  const auto path = folder.path() / "alarm.wav";
  BOOST_REQUIRE(base::write_atomically(path, std::string(4000, 'x')).has_value());
  test::Pump pump;
  media::Siren siren(path);
  siren.start();
  BOOST_TEST(pump.until([&] { return !siren.last_fault(); }));
}

BOOST_AUTO_TEST_CASE(a_machine_without_a_device_says_unavailable) {
  ::setenv("SIAGA_AUDIO_SINK", "pulsesink", 1);
  ::setenv("PULSE_SERVER", "unix:/nonexistent/pulse", 1);
  test::Pump pump;
  media::Siren siren(alarm_file);
  siren.start();
  const bool told = pump.until([&] { return !siren.last_fault(); });
  ::setenv("SIAGA_AUDIO_SINK", "fakesink", 1);
  BOOST_REQUIRE(told);
  BOOST_TEST((siren.last_fault().error().fault == base::Fault::unavailable));
  BOOST_TEST(!siren.sounding());
}
