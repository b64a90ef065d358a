#include "media/mp4_fragments.h"

#include "media/clips.h"
#include "media/handmade_mp4.h"
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

std::string words(std::initializer_list<std::uint32_t> numbers) {
  std::string bytes;
  for (const auto number : numbers) bytes += test::big_endian(number, 4);
  return bytes;
}

/// One track, its number 1; `skipped` by an edit list when it isn't zero.
std::string moov(std::uint32_t skipped) {
  const auto edits = test::box("edts", test::box("elst", words({0, 1, 0, skipped, 0x10000})));
  const auto media = test::box("mdia", test::box("mdhd", words({0, 0, 0, 1000, 0, 0})));
  return test::box(
      "moov", test::box("trak", test::box("tkhd", words({0, 0, 0, 1, 0, 0})) + (skipped > 0 ? edits : "") + media));
}

/// `samples`: what `flags` says of each.
std::string trun(std::uint32_t flags, std::initializer_list<std::initializer_list<std::uint32_t>> samples) {
  std::string bytes = words({flags, static_cast<std::uint32_t>(samples.size())});
  for (const auto& sample : samples) bytes += words(sample);
  return test::box("trun", bytes);
}

std::string moof(const std::string& run) {
  return test::box("moof", test::box("traf", test::box("tfhd", words({0, 1})) + run));
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

// A track of 1000 units a second, whose edit list leaves 100 out: three pictures of 40, of which the second to be
// decoded is shown last, and a sound of two samples.
BOOST_AUTO_TEST_CASE(pictures_are_shown_later_than_they_are_decoded) {
  const auto pictures = trun(0x900, {{40, 80}, {40, 160}, {40, 0}});
  BOOST_TEST(seconds(*end_of(moov(0) + moof(pictures))) == 0.24, boost::test_tools::tolerance(0.001));
  BOOST_TEST(seconds(*end_of(moov(100) + moof(pictures))) == 0.14, boost::test_tools::tolerance(0.001));
  // What follows without a time of its own goes on from the decoding's end.
  const auto two = moof(pictures) + moof(trun(0x100, {{40}, {40}}));
  BOOST_TEST(seconds(*end_of(moov(0) + two)) == 0.24, boost::test_tools::tolerance(0.001));
  const auto three = two + moof(trun(0x100, {{40}, {40}}));
  BOOST_TEST(seconds(*end_of(moov(0) + three)) == 0.28, boost::test_tools::tolerance(0.001));
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
