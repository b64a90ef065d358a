// What stands on the picture of a recording that can't be shown or heard as it should: each case in its own words, and
// never when there is nothing to say. Without a window.
#include "ui/player/player_words.h"

#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

using namespace siaga;
using namespace std::chrono_literals;
using media::Phase;
using media::PlayerState;
using media::Trouble;
using test::InIndonesian;

namespace {

PlayerState state_of(Phase phase, bool has_video, bool has_audio, const char* audio_codec) {
  PlayerState state;
  state.phase = phase;
  state.has_video = has_video;
  state.has_audio = has_audio;
  state.audio_codec = audio_codec;
  return state;
}

std::string words_in(Trouble trouble, Phase phase = Phase::failed) {
  PlayerState state;
  state.trouble = trouble;
  state.phase = phase;
  state.container = "matroska";
  state.video_codec = "av1";
  return ui::player_words(state, {1'500'000, {}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(player_words)

BOOST_FIXTURE_TEST_CASE(sound_that_cant_be_played_is_said_once_it_is_known, InIndonesian) {
  const auto words = ui::player_words(state_of(Phase::playing, true, false, "ac3"), {});
  BOOST_TEST(words == "Suara rekaman ini tidak bisa diputar di komputer ini.");
  BOOST_TEST(ui::player_words(state_of(Phase::paused, true, false, "ac3"), {}) == words);
  BOOST_TEST(ui::player_words(state_of(Phase::ended, true, false, "ac3"), {}) == words);
  for (const auto phase : {Phase::opening, Phase::waiting})
    BOOST_TEST(ui::player_words(state_of(phase, true, false, "ac3"), {}).empty());
  BOOST_TEST(ui::player_words(state_of(Phase::playing, true, false, ""), {}).empty());  // it never had any
  BOOST_TEST(ui::player_words(state_of(Phase::playing, true, true, "aac"), {}).empty());
}

BOOST_FIXTURE_TEST_CASE(what_no_longer_arrives_is_not_called_recording, InIndonesian) {
  PlayerState state;
  state.edge = 10s;
  BOOST_TEST(ui::recording_tag(state).empty());
  state.growing = true;
  BOOST_TEST(ui::recording_tag(state) == "MEREKAM 0:10");
  state.quiet = 24s;
  BOOST_TEST(ui::recording_tag(state) == "BERHENTI DI 0:10");
}

BOOST_FIXTURE_TEST_CASE(a_refused_sound_is_not_said_of_the_pictures_that_play, InIndonesian) {
  const auto sound = ui::player_words(state_of(Phase::playing, true, false, "ac3"), {});
  for (const auto trouble : {Trouble::unsupported, Trouble::no_decoder}) {
    auto state = state_of(Phase::playing, true, false, "audio/x-ac3");
    state.trouble = trouble;
    BOOST_TEST(ui::player_words(state, {}) == sound);
    state.phase = Phase::failed;
    BOOST_TEST(ui::player_words(state, {}) != sound);
  }
}

BOOST_FIXTURE_TEST_CASE(sound_alone_is_no_fault, InIndonesian) {
  BOOST_TEST(ui::player_words(state_of(Phase::playing, false, true, "aac"), {}).starts_with("Hanya suara"));
  BOOST_TEST(ui::player_words(state_of(Phase::opening, false, true, "aac"), {}).empty());
}

BOOST_FIXTURE_TEST_CASE(each_trouble_has_words_of_its_own, InIndonesian) {
  std::set<std::string> said;
  for (const auto trouble : {Trouble::unreadable, Trouble::unsupported, Trouble::too_large_picture,
                             Trouble::plays_when_complete, Trouble::cut_off, Trouble::no_decoder})
    BOOST_TEST(said.insert(words_in(trouble)).second);
  BOOST_TEST(!said.contains(""));
  BOOST_TEST(words_in(Trouble::cut_off, Phase::ended) != words_in(Trouble::cut_off));
  BOOST_TEST(words_in(Trouble::unsupported).find("matroska av1") != std::string::npos);
  BOOST_TEST(words_in(Trouble::no_decoder).find("gstreamer1.0-libav") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(how_much_has_come_of_what_plays_at_its_end, InIndonesian) {
  PlayerState state;
  state.trouble = Trouble::plays_when_complete;
  BOOST_TEST(ui::player_words(state, {1'500'000, 12'000'000}).find("1,5 dari 12,0 MB") != std::string::npos);
  BOOST_TEST(ui::player_words(state, {1'500'000, {}}).find("1,5 MB") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_long_silence_of_the_phone_is_said_while_it_waits, InIndonesian) {
  auto state = state_of(Phase::waiting, true, true, "aac");
  state.quiet = 19s;
  BOOST_TEST(ui::player_words(state, {}).empty());
  state.quiet = 20s;
  BOOST_TEST(!ui::player_words(state, {}).empty());
  state.phase = Phase::paused;  // they look at something; nothing is missing
  BOOST_TEST(ui::player_words(state, {}).empty());
}

// One that may be what ended the hub's probe or this console waits for a key; all others open by themselves, readable
// or not, examined or not.
BOOST_FIXTURE_TEST_CASE(what_may_do_harm_is_held_back_and_says_why, InIndonesian) {
  domain::Recording recording;
  BOOST_TEST(ui::held_back_words(recording, false).empty());
  const auto ended_twice = ui::held_back_words(recording, true);
  BOOST_TEST(ended_twice.starts_with("Konsol dua kali terhenti saat rekaman ini terbuka."));
  recording.examination = domain::Examination{};
  recording.examination->readable = true;
  BOOST_TEST(ui::held_back_words(recording, false).empty());
  BOOST_TEST(ui::held_back_words(recording, true) == ended_twice);
  recording.examination->readable = false;
  recording.examination->trouble = "unreadable";
  BOOST_TEST(ui::held_back_words(recording, false).empty());
  recording.examination->trouble = "probe";
  const auto probe_failed = ui::held_back_words(recording, false);
  BOOST_TEST(!probe_failed.empty());
  BOOST_TEST(probe_failed != ended_twice);
  for (const auto& words : {ended_twice, probe_failed}) BOOST_TEST(words.find("Spasi") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
