#include "media/screening.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using media::Phase;
using media::Trouble;
using test::Screening;
using Format = DemoCamera::Format;

namespace {

bool is_settled(const media::PlayerState& state) { return state.phase == Phase::failed || state.phase == Phase::ended; }

// Plays until nothing more comes: the end or a failure.
media::PlayerState outcome_of(std::string_view bytes) {
  Screening screening(bytes);
  screening.player.set_rate(8);
  screening.player.play();
  BOOST_REQUIRE(screening.pump.until([&] { return is_settled(screening.player.state()); }));
  return screening.player.state();
}

// A listening socket of ours: whoever follows the address in a playlist is caught.
struct Trap {
  Trap() : socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    BOOST_REQUIRE(::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), size) == 0);
    BOOST_REQUIRE(::listen(socket.get(), 4) == 0);
    BOOST_REQUIRE(::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port = ntohs(address.sin_port);
  }
  bool was_visited() const {
    pollfd watched{socket.get(), POLLIN, 0};
    return ::poll(&watched, 1, 0) > 0;
  }
  base::Descriptor socket;
  int port = 0;
};

}  // namespace

BOOST_AUTO_TEST_CASE(text_and_nothing_are_unreadable) {
  for (const std::string_view bytes : {std::string_view("Halo, ini bukan rekaman.\n"), std::string_view("")}) {
    const auto state = outcome_of(bytes);
    BOOST_TEST((state.phase == Phase::failed));
    BOOST_TEST((state.trouble == Trouble::unreadable));
  }
}

BOOST_AUTO_TEST_CASE(a_playlist_is_refused_and_nothing_is_fetched) {
  const Trap trap;
  const std::string address = "http://127.0.0.1:" + std::to_string(trap.port) + "/a.ts";
  const std::string playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n" + address + "\n#EXT-X-ENDLIST\n";
  const std::string manifest =
      "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><BaseURL>" + address + "</BaseURL></MPD>";
  for (const auto& text : {playlist, manifest, address}) {
    BOOST_TEST((outcome_of(text).trouble == Trouble::unreadable));
    BOOST_TEST(!trap.was_visited());
  }
}

BOOST_AUTO_TEST_CASE(an_mp4_cut_before_its_index_says_so) {
  const auto& whole = test::recorded(test::small_clip(Format::mp4));
  const auto state = outcome_of(std::string_view(whole).substr(0, whole.size() / 2));
  BOOST_TEST((state.phase == Phase::failed));
  BOOST_TEST((state.trouble == Trouble::cut_off));
}

BOOST_DATA_TEST_CASE(what_was_written_before_the_cut_is_played, boost::unit_test::data::make({0, 2, 3})) {
  const auto& whole = test::recorded(test::small_clip(static_cast<Format>(sample)));
  Screening screening(std::string_view(whole).substr(0, whole.size() * 6 / 10));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  screening.player.seek(1030ms);
  BOOST_TEST(screening.until_number(25));
  screening.player.set_rate(4);
  screening.player.play();
  BOOST_TEST(screening.until_phase(Phase::ended));
}

// Bytes overwritten at random places: whatever comes of it, the player ends or fails, and closes.
BOOST_DATA_TEST_CASE(damaged_bytes_never_hang_or_crash, boost::unit_test::data::xrange(4)) {
  std::mt19937 dice(20261122);
  const auto& whole = test::recorded(test::small_clip(static_cast<Format>(sample)));
  for (const std::size_t holes : {1u, 20u, 400u}) {
    std::string damaged = whole;
    for (std::size_t hole = 0; hole < holes; ++hole) {
      const std::size_t at = 64 + dice() % (damaged.size() - 128);
      for (std::size_t i = 0; i < 16; ++i) damaged[at + i] = static_cast<char>(dice());
    }
    const auto state = outcome_of(damaged);
    BOOST_TEST_MESSAGE("holes " << holes << " phase " << static_cast<int>(state.phase) << " trouble "
                                << static_cast<int>(state.trouble));
    BOOST_TEST((state.phase != Phase::failed || state.trouble != Trouble::none));
  }
}

BOOST_AUTO_TEST_CASE(a_picture_above_the_limit_is_refused) {
  for (const Format format : {Format::fragmented_mp4, Format::webm}) {
    auto options = test::small_clip(format);
    options.width = 4800;
    options.height = 2400;
    options.frames_per_second = 5;
    options.length = 400ms;
    options.audio = false;
    const auto state = outcome_of(test::recorded(options));
    BOOST_TEST((state.phase == Phase::failed));
    BOOST_TEST((state.trouble == Trouble::too_large_picture));
  }
}

BOOST_AUTO_TEST_CASE(a_4k_hevc_recording_plays) {
  const std::string clip = test::output_of(
      "gst-launch-1.0 -q videotestsrc num-buffers=4 ! video/x-raw,width=3840,height=2160,framerate=25/1 ! "
      "x265enc speed-preset=ultrafast tune=zerolatency ! h265parse ! mp4mux fragment-duration=500 streamable=true ! "
      "fdsink 2>/dev/null");
  if (clip.size() < 1000) {
    BOOST_TEST_MESSAGE("no x265enc on this machine: not tested");
    return;
  }
  Screening screening(clip);
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  BOOST_TEST(screening.player.state().video_codec == "h265");
  BOOST_TEST(screening.player.state().width == 3840);
}

BOOST_AUTO_TEST_CASE(a_codec_off_the_list_is_named_and_refused) {
  const std::string clip = test::output_of(
      "gst-launch-1.0 -q videotestsrc num-buffers=10 ! video/x-raw,width=64,height=64 ! jpegenc ! matroskamux ! fdsink "
      "2>/dev/null");
  BOOST_REQUIRE(clip.size() > 1000);
  const auto state = outcome_of(clip);
  BOOST_TEST((state.phase == Phase::failed));
  BOOST_TEST((state.trouble == Trouble::unsupported));
  BOOST_TEST(state.video_codec == "image/jpeg");
}
