#include "media/mp4_fragments.h"

#include "media/clips.h"
#include "media/screening.h"

#include <boost/test/unit_test.hpp>

#include <cstring>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using media::Phase;

namespace {

const std::string& long_recording(DemoCamera::Format format = DemoCamera::Format::fragmented_mp4) {
  auto options = test::small_clip(format);
  options.length = 40s;
  return test::recorded(options);
}

std::optional<std::chrono::nanoseconds> end_of(std::string_view file) {
  const auto read = [&](std::uint64_t offset, std::span<std::byte> into) {
    if (offset > file.size() || into.size() > file.size() - offset) return false;
    std::memcpy(into.data(), file.data() + offset, into.size());
    return true;
  };
  return media::mp4_fragments_end(read, file.size());
}

double seconds(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

BOOST_AUTO_TEST_CASE(fragments_say_where_they_end) {
  const std::string_view whole = long_recording();
  BOOST_REQUIRE(end_of(whole).has_value());
  BOOST_TEST(seconds(*end_of(whole)) == 40.0, boost::test_tools::tolerance(0.01));
  const auto half = end_of(whole.substr(0, whole.size() / 2));
  BOOST_REQUIRE(half.has_value());
  BOOST_TEST(seconds(*half) > 5);
  BOOST_TEST(seconds(*half) < 35);
}

BOOST_AUTO_TEST_CASE(without_fragments_nothing_is_said) {
  auto options = test::small_clip(DemoCamera::Format::mp4);
  BOOST_TEST(!end_of(test::recorded(options)).has_value());
  BOOST_TEST(!end_of("").has_value());
  BOOST_TEST(!end_of(std::string(100, '\xff')).has_value());
}

// The demuxer alone says 9 s or 31 s, by how far it has read when it is asked.
BOOST_AUTO_TEST_CASE(the_player_knows_the_whole_length_at_once) {
  test::Screening screening(long_recording());
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  BOOST_REQUIRE(screening.player.state().duration.has_value());
  BOOST_TEST(seconds(*screening.player.state().duration) == 40.0, boost::test_tools::tolerance(0.01));
  screening.player.seek(35s);
  BOOST_TEST(screening.until_number(875));
}
