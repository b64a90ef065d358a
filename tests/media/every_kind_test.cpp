// Every kind of the clip set in the player: three targets, a step each way, and to the end. A case a kind, so that
// `--run_test=seeks/hevc` runs one. Registered at run time: the set is made by the first run.
#define BOOST_TEST_NO_MAIN
#define BOOST_TEST_ALTERNATIVE_INIT_API
#include "media/clip_set.h"
#include "media/hostile.h"
#include "media/probe.h"
#include "media/probe_calls.h"
#include "media/screening.h"
#include "media/trouble_word.h"
#include "media/upload.h"

#include "base/file.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>

#include <fcntl.h>

using namespace siaga;
using namespace std::chrono_literals;
using media::Phase;
using test::ClipKind;
using test::Screening;

namespace {

// BOOST_TEST's context: which picture was seen instead.
std::string instead_of(std::uint32_t wanted, Screening& screening) {
  const auto seen = screening.number();
  return "picture " + std::to_string(wanted) + ", not " + (seen ? std::to_string(*seen) : "none");
}

void expect_number(Screening& screening, std::uint32_t wanted, const std::string& after) {
  BOOST_TEST(screening.until_number(wanted), after << ": " << instead_of(wanted, screening));
}

// An accepted seek has settled when the player rests again.
void expect_rest(Screening& screening) {
  BOOST_TEST(screening.pump.until([&] {
    const auto phase = screening.player.state().phase;
    return phase == Phase::paused || phase == Phase::ended;
  }));
}

void opens(const ClipKind& kind) {
  Screening screening(test::content_of(kind.file));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  if (kind.duration) BOOST_REQUIRE(screening.pump.until([&] { return screening.player.state().can_seek; }));
  const auto state = screening.player.state();
  BOOST_TEST(state.has_video == !kind.video.empty());
  BOOST_TEST(state.has_audio == !kind.audio.empty());
  BOOST_TEST(state.video_codec == kind.video);
  BOOST_TEST(state.audio_codec == kind.audio);
  BOOST_TEST(state.width == kind.width);
  BOOST_TEST(state.height == kind.height);
  if (!kind.video.empty()) expect_number(screening, kind.first, "opened");
  if (!kind.duration) return;
  BOOST_REQUIRE(state.duration.has_value());
  const auto off = *state.duration - *kind.duration;
  BOOST_TEST((off > -100ms && off < 100ms), state.duration->count() << " ns, not " << kind.duration->count());
}

void seeks(const ClipKind& kind) {
  Screening screening(test::content_of(kind.file));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  for (const auto& [at, number] : kind.targets) {
    screening.player.seek(at);
    expect_number(screening, number, "sought");
    expect_rest(screening);
  }
  // Again where it stands: demuxers that read on meanwhile begin elsewhere than the first time.
  const auto& [at, number] = kind.targets.back();
  screening.player.seek(at);
  expect_rest(screening);
  screening.player.seek(at);
  expect_rest(screening);
  expect_number(screening, number, "sought twice");
}

// Pictures near the end of an MPEG-TS may be found by stepping to them: what is asked on the way counts from where it
// leads.
void counts_from_where_it_goes(const ClipKind& kind) {
  if (kind.targets.size() < 3) return;
  const auto& [before, number_before] = kind.targets[kind.targets.size() - 2];
  const auto& [at, number] = kind.targets.back();
  Screening screening(test::content_of(kind.file));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  bool came = false;
  const auto connection = screening.player.frame_ready().connect([&came] { came = true; });
  const auto be_on_the_way = [&, at = at, number = number] {
    screening.player.seek(at);
    expect_number(screening, number, "sought");
    came = false;
    screening.player.seek(at);
    BOOST_REQUIRE(screening.pump.until([&came] { return came; }));
  };
  be_on_the_way();
  screening.player.skip(before - at);
  expect_number(screening, number_before, "skipped back");
  be_on_the_way();
  screening.player.play();
  screening.player.pause();
  screening.player.step_forward();  // so that it has come to rest once this is seen
  const auto seen = [&] { return screening.number().value_or(0); };
  BOOST_TEST(screening.pump.until([&, number = number] { return seen() > number; }));
  BOOST_TEST(seen() <= number + 2, instead_of(number + 1, screening));
}

void steps(const ClipKind& kind) {
  Screening screening(test::content_of(kind.file));
  BOOST_REQUIRE(screening.until_phase(Phase::paused));
  if (kind.last == kind.first) return;  // one picture has no neighbours
  for (const auto& [at, number] : kind.targets) {
    screening.player.seek(at);
    expect_number(screening, number, "sought");
    screening.player.step_forward();
    expect_number(screening, number + 1, "a step forward");
    screening.player.step_back();
    expect_number(screening, number, "a step back");
    screening.player.step_back();
    expect_number(screening, number - 1, "another step back");
  }
}

void plays_to_its_end(const ClipKind& kind) {
  Screening screening(test::content_of(kind.file));
  if (kind.duration && *kind.duration > 60s) {
    BOOST_REQUIRE(screening.until_phase(Phase::paused));
    screening.player.seek(*kind.duration - 10s);
  }
  screening.player.set_rate(4);
  screening.player.play();
  BOOST_REQUIRE(screening.until_phase(Phase::ended));
  BOOST_TEST(test::word_of(screening.player.state().trouble) == kind.trouble);
  if (kind.last) expect_number(screening, *kind.last, "at the end");
  if (kind.last_at_least) {
    const auto least = *kind.last_at_least;
    BOOST_TEST(screening.pump.until([&] { return screening.number() >= least; }), instead_of(least, screening));
  }
}

// Half of it is there when it is opened; the rest comes later, and all of it plays.
void arrives_while_open(const ClipKind& kind) {
  const auto whole = test::content_of(kind.file);
  test::Upload upload(whole);
  upload.grow_to(0.5);
  Screening screening(upload.source);
  screening.player.set_rate(4);
  screening.player.play();
  BOOST_TEST(screening.pump.until([&] {
    const auto state = screening.player.state();
    return state.phase == Phase::waiting || state.phase == Phase::playing;
  }));
  upload.finish();
  BOOST_TEST(screening.until_phase(Phase::ended));
  const auto state = screening.player.state();
  BOOST_TEST(!state.growing);
  if (kind.duration) BOOST_TEST((state.position > *kind.duration - 300ms), state.position.count() << " ns");
}

// What the hub is told of it. A stream that holds the reading up shows as the trouble "timeout".
void is_examined(const ClipKind& kind) {
  const base::Descriptor file{::open(kind.file.c_str(), O_RDONLY | O_CLOEXEC)};
  const auto found = media::find_in_descriptor(file.get(), 30s);
  const auto& report = found.report;
  auto trouble = report.trouble.empty() ? std::string("none") : report.trouble;
  std::replace(trouble.begin(), trouble.end(), '-', '_');
  BOOST_TEST(report.readable);
  BOOST_TEST(trouble == kind.trouble);
  BOOST_TEST(report.video_codec == kind.video);
  BOOST_TEST(report.audio_codec == kind.audio);
  const bool lies = report.rotation % 180 != 0;
  BOOST_TEST((lies ? report.height : report.width) == kind.width);
  BOOST_TEST((lies ? report.width : report.height) == kind.height);
  BOOST_TEST(found.posters.empty() == kind.video.empty());
  BOOST_TEST(found.loudness.empty() == kind.audio.empty());
  if (!kind.duration) return;
  BOOST_REQUIRE(report.duration.has_value());
  const auto off = *report.duration - *kind.duration;
  BOOST_TEST((off > -100ms && off < 100ms), report.duration->count() << " ms, not " << *kind.duration / 1ms);
}

// Each codec and demuxer has code of its own that might open something.
void opens_nothing(const ClipKind& kind) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return;  // sanitized programs aren't shut in
#endif
  BOOST_TEST(test::expect_nothing_opened(kind.file, "examine") > 100);
}

// Of a picture that can't be shown the sound is played.
void says_why(const ClipKind& kind) {
  Screening screening(test::content_of(kind.file));
  screening.player.play();
  const bool can_be_heard = kind.trouble == "unsupported" && !kind.audio.empty();
  BOOST_REQUIRE(screening.until_phase(can_be_heard ? Phase::ended : Phase::failed));
  const auto state = screening.player.state();
  BOOST_TEST(test::word_of(state.trouble) == kind.trouble);
  BOOST_TEST(state.has_audio == can_be_heard);
  BOOST_TEST(!state.has_video);
}

bool register_all() {
  namespace unit = boost::unit_test;
  struct Part {
    const char* name;
    void (*run)(const ClipKind&);
    bool (*is_for)(const ClipKind&);
  };
  constexpr auto plays = [](const ClipKind& kind) { return kind.plays; };
  constexpr auto shows = [](const ClipKind& kind) { return kind.plays && !kind.video.empty(); };
  constexpr auto sounds_only = [](const ClipKind& kind) { return kind.plays && kind.video.empty(); };
  constexpr auto has_own_code = [](const ClipKind& kind) {
    constexpr std::array names{"hevc", "webm_vp9", "av1", "phone_3gp", "voice_note", "ts_hevc"};
    return std::find(names.begin(), names.end(), kind.name) != names.end();
  };
  constexpr auto is_refused = [](const ClipKind& kind) { return !kind.plays; };
  const Part parts[] = {{"opens", opens, plays},
                        {"seeks", seeks, shows},
                        {"counts_from_where_it_goes", counts_from_where_it_goes, shows},
                        {"steps", steps, shows},
                        {"plays_to_its_end", plays_to_its_end, plays},
                        {"is_examined", is_examined, plays},
                        {"opens_nothing", opens_nothing, has_own_code},
                        {"arrives_while_open", arrives_while_open, sounds_only},
                        {"says_why", says_why, is_refused}};
  for (const auto& part : parts) {
    auto* suite = BOOST_TEST_SUITE(part.name);
    for (const auto& kind : test::clip_set().kinds)
      if (part.is_for(kind))
        suite->add(unit::make_test_case([&kind, run = part.run] { run(kind); }, kind.name, __FILE__, __LINE__));
    unit::framework::master_test_suite().add(suite);
  }
  unit::framework::master_test_suite().add(test::hostile_suite());
  return true;
}

}  // namespace

int main(int count, char** words) { return boost::unit_test::unit_test_main(register_all, count, words); }
