// The end of an upload exchanges the pipeline. It may come at any moment: in the middle of a seek, of a step, of the
// opening. Whatever comes together, the player goes on and shows what was asked for last.
#include "media/screening.h"
#include "media/upload.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdlib>
#include <memory>
#include <ostream>
#include <random>
#include <string>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using media::Phase;
using test::Screening;
using test::Upload;
using Format = DemoCamera::Format;

namespace {

/// More rounds for somebody who hunts: SIAGA_SWAP_ROUNDS=500 media_tests --run_test=…
int rounds() {
  const char* wanted = std::getenv("SIAGA_SWAP_ROUNDS");
  return wanted ? std::atoi(wanted) : 6;
}

/// One recording that grows in uneven pieces under the hands of somebody who presses keys without waiting.
class Show {
 public:
  Show(Format format, unsigned seed) : random_(seed), upload_(test::recorded(test::small_clip(format))) {
    if (chance(50)) screening_.player.play();
  }

  /// One turn; false once the upload has ended.
  bool turn() {
    if (upload_.share() >= 1) return false;
    upload_.grow_to(upload_.share() + 0.002 + 0.12 * fraction());
    for (int key = 0; key < 3; ++key) press();
    screening_.pump.until([] { return false; }, std::chrono::milliseconds(chance(50) ? 0 : 30));
    if (upload_.share() >= 1) upload_.finish();
    if (chance(50)) press();
    return upload_.share() < 1;
  }

  /// The picture in the middle appears when it is asked for.
  bool answers() {
    screening_.player.pause();
    if (!screening_.pump.until([&] { return screening_.player.state().duration.has_value(); })) return false;
    screening_.player.seek(1230ms);
    return screening_.until_number(30);
  }
  media::PlayerState state() const { return screening_.player.state(); }

 private:
  bool chance(unsigned percent) { return random_() % 100 < percent; }
  double fraction() { return static_cast<double>(random_() % 1000) / 1000; }
  void press() {
    auto& player = screening_.player;
    switch (random_() % 7) {
      case 0: return player.step_back();
      case 1: return player.step_forward();
      case 2: return player.toggle();
      case 3: return player.go_to_edge();
      case 4: return player.seek(std::chrono::milliseconds(random_() % 3000));
      case 5: return player.step_back();
      case 6: return player.set_rate(chance(50) ? 1 : 4);
    }
  }

  std::mt19937 random_;
  Upload upload_;
  Screening screening_{upload_.source};
};

struct SwappedKind {
  const char* name;
  Format format;
};
std::ostream& operator<<(std::ostream& out, const SwappedKind& kind) { return out << kind.name; }

const SwappedKind swapped_kinds[] = {{"fragmented mp4", Format::fragmented_mp4},
                                     {"webm", Format::webm},
                                     {"mpegts", Format::mpegts},
                                     {"mp4 with its index last", Format::mp4}};

}  // namespace

BOOST_DATA_TEST_CASE(answers_however_the_end_of_the_upload_falls_among_the_keys, swapped_kinds) {
  for (int round = 0; round < rounds(); ++round) {
    std::array<std::unique_ptr<Show>, 3> shows;
    for (unsigned i = 0; i < shows.size(); ++i)
      shows[i] = std::make_unique<Show>(sample.format, static_cast<unsigned>(round) * 10 + i);
    for (bool grows = true; grows;) {
      grows = false;
      for (auto& show : shows) grows = show->turn() || grows;
    }
    for (auto& show : shows)
      BOOST_REQUIRE_MESSAGE(show->answers(), "round " << round << ", phase " << static_cast<int>(show->state().phase)
                                                      << ", trouble " << static_cast<int>(show->state().trouble));
  }
}
