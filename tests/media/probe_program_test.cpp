// siaga-probe as the hub runs it: its sandbox, its frames, its copies.
#include "media/clips.h"
#include "media/probe.h"
#include "media/probe_calls.h"
#include "media/screening.h"

#include "base/file.h"
#include "support/scratch_folder.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <regex>

#include <fcntl.h>
#include <sys/wait.h>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using Format = DemoCamera::Format;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

struct Clip {
  explicit Clip(std::string_view bytes) : path(folder.path() / "clip") {
    BOOST_REQUIRE(base::write_atomically(path, bytes).has_value());
  }
  /// What the program writes about it; `bytes`: how much of it counts.
  std::string said(const std::string& command, const std::string& before = "", const std::string& bytes = "") const {
    return test::output_of(before + SIAGA_PROBE " " + command + " " + test::probe_plugins() + " 20 " + bytes + " < " +
                           path.string() + " | cat");
  }
  media::ProbeReport report() const {
    const base::Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    return media::probe_descriptor(file.get());
  }
  test::ScratchFolder folder;
  std::filesystem::path path;
};

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char each : bytes) value = value << 8 | static_cast<std::uint8_t>(each);
  return value;
}

struct Said {
  std::string magic;
  std::string kinds;  ///< "RPPLE"
  std::vector<std::string> contents;
};

Said frames_of(std::string_view bytes) {
  Said said;
  said.magic = bytes.substr(0, 8);
  bytes.remove_prefix(std::min<std::size_t>(8, bytes.size()));
  while (bytes.size() >= 5) {
    const auto length = big_endian(bytes.substr(1, 4));
    said.kinds += bytes.front();
    said.contents.emplace_back(bytes.substr(5, length));
    bytes.remove_prefix(std::min<std::size_t>(bytes.size(), 5 + length));
  }
  return said;
}

/// The file that the frames of a copy make.
std::string file_of(const Said& said) {
  std::string file;
  for (std::size_t i = 0; i < said.kinds.size(); ++i) {
    if (said.kinds[i] != 'W') continue;
    const auto offset = big_endian(std::string_view(said.contents[i]).substr(0, 8));
    const auto bytes = std::string_view(said.contents[i]).substr(8);
    file.resize(std::max<std::size_t>(file.size(), offset + bytes.size()));
    file.replace(offset, bytes.size(), bytes);
  }
  return file;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_sandbox_refuses_whatever_a_captured_probe_would_try) {
  if (is_sanitized) return;
  const auto said = test::output_of(SIAGA_PROBE " self-test; echo $?");
  BOOST_TEST(said.ends_with("\n0\n"), said);
  for (const std::string attempt : {"open", "socket", "connect", "execve", "fork", "kill", "ptrace", "map-code",
                                    "write-file", "memory", "descriptors", "processor-time"})
    BOOST_TEST(std::regex_search(said, std::regex("(^|\n)" + attempt + ": (refused|killed)\n")), attempt);
}

BOOST_DATA_TEST_CASE(the_program_says_the_same_as_the_library, boost::unit_test::data::xrange(4)) {
  const Clip clip(test::recorded(test::small_clip(static_cast<Format>(sample))));
  const auto said = frames_of(clip.said("examine"));
  BOOST_TEST(said.magic == "SIAGAPR1");
  BOOST_REQUIRE_MESSAGE(std::regex_match(said.kinds, std::regex("RP{1,12}LE")), said.kinds);
  BOOST_TEST(said.contents[0] == media::to_json(clip.report()));
}

BOOST_AUTO_TEST_CASE(measuring_says_the_same_and_nothing_is_drawn) {
  const Clip clip(test::recorded(test::small_clip(Format::webm)));
  const auto said = frames_of(clip.said("measure"));
  BOOST_TEST(said.kinds == "RE");
  BOOST_TEST(said.contents.at(0) == media::to_json(clip.report()));
}

// Behind the bytes that count an upload goes on, and may be cut.
BOOST_AUTO_TEST_CASE(a_part_is_looked_at_as_if_the_file_ended_there) {
  const auto bytes = test::recorded(test::small_clip(Format::fragmented_mp4));
  const auto half = bytes.size() / 2;
  const Clip whole(bytes);
  const Clip part(bytes.substr(0, half));
  const auto said = whole.said("examine", "", std::to_string(half));
  BOOST_TEST(frames_of(said).kinds.starts_with("RP"));
  BOOST_TEST((said == part.said("examine")));
  BOOST_TEST((said != whole.said("examine")));
}

// What it opens before are libraries and plugins; afterwards there is only descriptor 0.
BOOST_DATA_TEST_CASE(once_closed_it_opens_nothing, boost::unit_test::data::xrange(4)) {
  if (is_sanitized) return;
  const Clip clip(test::recorded(test::small_clip(static_cast<Format>(sample))));
  for (const std::string command : {"examine", "copy"})
    BOOST_TEST(test::expect_nothing_opened(clip.path, command) > 100);
}

// The hub has gone away, or has had enough.
BOOST_DATA_TEST_CASE(it_ends_by_itself_when_nobody_reads_any_more, boost::unit_test::data::make({"examine", "copy"})) {
  const Clip clip(test::recorded(test::small_clip(Format::fragmented_mp4)));
  const auto status = clip.folder.path() / "status";
  const auto read =
      test::output_of("{ timeout 60 " SIAGA_PROBE " " + std::string(sample) + " " + test::probe_plugins() + " 20 < " +
                      clip.path.string() + "; echo $? > " + status.string() + "; } | head -c 100");
  BOOST_TEST(read.size() == 100u);
  const auto left = base::read_file(status).value();
  BOOST_TEST((left == "0\n" || left == "1\n"), left);  // neither by a signal nor by the clock
}

BOOST_DATA_TEST_CASE(a_copy_has_an_index_and_the_same_pictures, boost::unit_test::data::make({0, 2, 3})) {
  auto options = test::small_clip(static_cast<Format>(sample));
  const Clip clip(test::recorded(options));
  const auto before = clip.report();
  BOOST_TEST(!before.indexed);
  const auto said = frames_of(clip.said("copy"));
  BOOST_REQUIRE_MESSAGE(std::regex_match(said.kinds, std::regex("FW+E")), said.kinds.substr(0, 20));
  BOOST_TEST(said.contents[0] == (before.container == "webm" ? "matroska" : "mp4"));
  const Clip copy(file_of(said));
  const auto after = copy.report();
  BOOST_TEST((after.readable && after.indexed && after.trouble.empty()));
  BOOST_TEST(after.video_codec == before.video_codec);
  BOOST_TEST(after.audio_codec == before.audio_codec);
  BOOST_TEST((*after.duration > *before.duration - 100ms && *after.duration < *before.duration + 100ms));
  BOOST_TEST(after.frame_rate == before.frame_rate, boost::test_tools::tolerance(0.02));
  test::Screening screening(file_of(said));
  BOOST_REQUIRE(screening.until_phase(media::Phase::paused));
  for (const std::uint32_t number : {5u, 30u, 65u}) {
    screening.player.seek(number * 40ms + 20ms);
    BOOST_TEST(screening.until_number(number), "at " << screening.number().value_or(9999));
  }
}

BOOST_AUTO_TEST_CASE(a_copy_stays_upright) {
  auto options = test::small_clip(Format::fragmented_mp4);
  options.rotation = 90;
  const Clip clip(test::recorded(options));
  BOOST_TEST(Clip(file_of(frames_of(clip.said("copy")))).report().rotation == 90);
}

BOOST_AUTO_TEST_CASE(what_breaks_off_is_copied_up_to_there) {
  const auto& whole = test::recorded(test::small_clip(Format::fragmented_mp4));
  const Clip clip(std::string_view(whole).substr(0, whole.size() * 6 / 10));
  const auto said = frames_of(clip.said("copy"));
  BOOST_TEST(said.kinds.ends_with('E'));
  const auto report = Clip(file_of(said)).report();
  BOOST_TEST((report.readable && *report.duration > 1s));
}

BOOST_AUTO_TEST_CASE(it_says_when_this_machine_is_to_blame) {
  const Clip clip(test::recorded(test::small_clip(Format::mp4)));
  const int status = std::system(
      (SIAGA_PROBE " examine " + clip.folder.path().string() + " 20 < " + clip.path.string() + " > /dev/null 2>&1")
          .c_str());
  BOOST_TEST(WEXITSTATUS(status) == 69);  // a folder without plugins
}
