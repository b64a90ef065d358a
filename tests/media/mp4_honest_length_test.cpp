// media/mp4_honest_length: what a header claims against what the tracks hold; and the same in probe and player.
#include "media/mp4_honest_length.h"
#include "media/clips.h"
#include "media/feed.h"
#include "media/handmade_mp4.h"
#include "media/screening.h"

#include <boost/test/unit_test.hpp>

#include <cstring>

using namespace siaga;
using namespace std::chrono_literals;
using test::big_endian;
using Format = media::DemoCamera::Format;

namespace {

const std::string& made(Format format) { return test::recorded(test::small_clip(format)); }

/// The clip with other bytes `offset` behind the first `name`.
std::string patched(std::string clip, std::string_view name, std::size_t offset, const std::string& bytes) {
  const auto at = clip.find(name);
  BOOST_REQUIRE(at != clip.npos);
  return clip.replace(at + offset, bytes.size(), bytes);
}

std::optional<media::Correction> correction_of(const std::string& clip) {
  const auto read = [&clip](std::uint64_t offset, std::span<std::byte> into) {
    if (offset > clip.size() || into.size() > clip.size() - offset) return false;
    std::memcpy(into.data(), clip.data() + offset, into.size());
    return true;
  };
  return media::honest_mp4_length(read, clip.size());
}

std::uint64_t value_of(const media::Correction& correction) {
  std::uint64_t value = 0;
  for (const auto byte : correction.bytes) value = value << 8 | std::to_integer<std::uint64_t>(byte);
  return value;
}

std::string of_hundred_hours() { return patched(made(Format::mp4), "mvhd", 20, big_endian(0xF0000000, 4)); }

}  // namespace

BOOST_AUTO_TEST_SUITE(mp4_honest_length)

BOOST_AUTO_TEST_CASE(a_header_that_may_be_believed_is_left_alone) {
  const auto clip = made(Format::mp4);
  const auto at = clip.find("mvhd");
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < 4; ++i) length = length << 8 | static_cast<std::uint8_t>(clip[at + 20 + i]);
  BOOST_TEST(!correction_of(clip).has_value());
  BOOST_TEST(!correction_of(patched(clip, "mvhd", 20, big_endian(length * 4, 4))).has_value());
  BOOST_TEST(!correction_of(made(Format::fragmented_mp4)).has_value());
}

BOOST_AUTO_TEST_CASE(hours_that_nobody_recorded_become_what_the_tracks_hold) {
  const auto clip = of_hundred_hours();
  const auto correction = correction_of(clip);
  BOOST_REQUIRE(correction.has_value());
  BOOST_TEST(correction->offset == clip.find("mvhd") + 20);
  const auto original = made(Format::mp4);
  const auto at = original.find("mvhd");
  std::uint64_t honest = 0;
  for (std::size_t i = 0; i < 4; ++i) honest = honest << 8 | static_cast<std::uint8_t>(original[at + 20 + i]);
  const auto found = value_of(*correction);
  BOOST_TEST((found <= honest + honest / 10 && found >= honest - honest / 10), found << ", not about " << honest);
}

BOOST_AUTO_TEST_CASE(nonsense_is_read_to_its_end_and_no_further) {
  const auto clip = of_hundred_hours();
  BOOST_TEST(!correction_of(patched(clip, "mvhd", 16, big_endian(0, 4))).has_value());
  BOOST_TEST(!correction_of(patched(clip, "moov", 4, big_endian(7, 4))).has_value());
  const auto no_tables = correction_of(patched(patched(clip, "stts", 0, "free"), "stts", 0, "free"));
  BOOST_TEST(!no_tables.has_value());
  correction_of(patched(clip, "stts", 8, big_endian(0xFFFFFFFF, 4)));
  for (std::size_t size = 0; size < clip.size(); size += 997) correction_of(clip.substr(0, size));
}

BOOST_AUTO_TEST_CASE(a_feed_gives_the_correction_wherever_a_read_touches_it) {
  const auto source = test::Screening::finished("0123456789");
  media::Feed feed(source);
  feed.correct({3, {std::byte{'a'}, std::byte{'b'}, std::byte{'c'}}});
  for (std::uint64_t from = 0; from < 10; ++from)
    for (std::size_t count = 1; from + count <= 10; ++count) {
      std::string bytes(count, '\0');
      feed.read(from, std::as_writable_bytes(std::span{bytes}));
      BOOST_TEST(bytes == std::string("012abc6789").substr(from, count));
    }
}

BOOST_AUTO_TEST_CASE(what_is_there_plays_and_says_its_true_length) {
  test::Screening screening(of_hundred_hours());
  BOOST_REQUIRE(screening.until_phase(media::Phase::paused));
  BOOST_REQUIRE(screening.pump.until([&] { return screening.player.state().duration.has_value(); }));
  BOOST_TEST((*screening.player.state().duration < 10s));
  screening.player.set_rate(8);
  screening.player.play();
  BOOST_TEST(screening.until_phase(media::Phase::ended));
  BOOST_TEST((screening.player.state().trouble == media::Trouble::cut_off));
}

BOOST_AUTO_TEST_SUITE_END()
