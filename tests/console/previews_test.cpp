#include "console/recording_previews.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <deque>

using namespace siaga;
using namespace std::chrono_literals;
using console::RecordingPreviews;
using Wish = RecordingPreviews::Wish;

namespace {

/// A hub that answers when it is told to.
struct SlowHub {
  RecordingPreviews::Source source() {
    return {[this](const base::Id&, std::size_t number, RecordingPreviews::Done<std::string> done) {
              asked.push_back("poster " + std::to_string(number));
              waiting.push_back([done, number](bool good) {
                done(good ? base::Result<std::string>{"jpeg " + std::to_string(number)}
                          : base::fail(base::Fault::unavailable, "cut off"));
              });
            },
            [this](const base::Id&, RecordingPreviews::Done<std::vector<std::uint8_t>> done) {
              asked.push_back("loudness");
              waiting.push_back([done](bool) { done(std::vector<std::uint8_t>{1, 2, 3}); });
            }};
  }
  void answer(bool good = true) {
    const auto next = waiting.front();
    waiting.pop_front();
    next(good);
  }
  std::vector<std::string> asked;
  std::deque<std::function<void(bool)>> waiting;
};

struct PreviewsFixture {
  PreviewsFixture() {
    recording.id = base::make_id({});
    recording.examination.emplace();
    recording.examination->posters = {500ms, 1500ms, 2500ms};
    recording.examination->loudness = true;
    on_changed = previews.changed.connect([this](const base::Id& id) {
      BOOST_TEST((id == recording.id));
      ++changes;
    });
  }
  domain::Recording recording;
  SlowHub hub;
  RecordingPreviews previews{hub.source()};
  base::Connection on_changed;
  int changes = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(previews, PreviewsFixture)

BOOST_AUTO_TEST_CASE(a_row_wants_the_middle_picture_and_how_loud_it_is) {
  BOOST_TEST(previews.of(recording, Wish::row).posters.at(1).empty());
  previews.of(recording, Wish::row);  // asks once
  hub.answer();
  BOOST_TEST(previews.of(recording, Wish::row).posters.at(1) == "jpeg 1");
  hub.answer();
  BOOST_TEST((hub.asked == std::vector<std::string>{"poster 1", "loudness"}));
  BOOST_TEST(changes == 2);
  BOOST_TEST((previews.of(recording, Wish::row).loudness == std::vector<std::uint8_t>{1, 2, 3}));
  BOOST_TEST(hub.waiting.empty());
}

BOOST_AUTO_TEST_CASE(an_opened_one_wants_everything_one_after_the_other) {
  previews.of(recording, Wish::everything);
  while (!hub.waiting.empty()) hub.answer();
  BOOST_TEST((hub.asked == std::vector<std::string>{"poster 1", "poster 0", "poster 2", "loudness"}));
  const auto& preview = previews.of(recording, Wish::everything);
  BOOST_TEST((preview.posters == std::vector<std::string>{"jpeg 0", "jpeg 1", "jpeg 2"}));
  BOOST_TEST((preview.loudness == std::vector<std::uint8_t>{1, 2, 3}));
  BOOST_TEST((preview.times == recording.examination->posters));
  BOOST_TEST(changes == 4);
}

BOOST_AUTO_TEST_CASE(a_fault_waits_for_the_next_look) {
  previews.of(recording, Wish::everything);
  hub.answer(false);
  BOOST_TEST(hub.waiting.empty());
  BOOST_TEST(changes == 0);
  previews.of(recording, Wish::row);
  hub.answer();
  BOOST_TEST(changes == 1);
}

BOOST_AUTO_TEST_CASE(what_was_not_examined_has_nothing) {
  domain::Recording other;
  BOOST_TEST(previews.of(other, Wish::everything).posters.empty());
  other.examination.emplace();
  BOOST_TEST(previews.of(other, Wish::everything).posters.empty());
  BOOST_TEST(hub.asked.empty());
}

BOOST_AUTO_TEST_CASE(an_answer_for_who_was_signed_in_before_is_dropped) {
  previews.of(recording, Wish::row);
  previews.forget();
  hub.answer();
  BOOST_TEST(changes == 0);
  BOOST_TEST(previews.of(recording, Wish::row).posters.at(1).empty());
}

BOOST_AUTO_TEST_CASE(what_was_examined_anew_is_fetched_anew) {
  recording.examination->part = domain::SeenPart{4, {}};
  previews.of(recording, Wish::everything);
  while (!hub.waiting.empty()) hub.answer();
  hub.asked.clear();
  recording.examination->part = domain::SeenPart{8, {}};
  recording.examination->posters.push_back(3500ms);
  BOOST_TEST((previews.of(recording, Wish::everything).times == recording.examination->posters));
  // The answer to this question comes when the whole recording is examined: it may be another picture.
  recording.examination->part.reset();
  previews.of(recording, Wish::row);
  hub.answer();
  BOOST_TEST(previews.of(recording, Wish::row).posters.at(2).empty());
  while (!hub.waiting.empty()) hub.answer();
  BOOST_TEST(previews.of(recording, Wish::row).posters.at(2) == "jpeg 2");
  BOOST_TEST((previews.of(recording, Wish::row).loudness == std::vector<std::uint8_t>{1, 2, 3}));
  hub.asked.clear();
  previews.of(recording, Wish::everything);  // what is known is asked once
  BOOST_TEST(hub.asked.empty());
}

BOOST_AUTO_TEST_CASE(pictures_of_what_was_looked_at_long_ago_are_dropped) {
  on_changed = {};
  const auto first = recording;
  for (std::size_t i = 0; i <= RecordingPreviews::most_whole; ++i) {
    previews.of(recording, Wish::everything);
    while (!hub.waiting.empty()) hub.answer();
    recording.id = base::make_id({});
  }
  hub.asked.clear();
  // Its row has what it needs; whoever looks at it again gets the rest.
  const auto& kept = previews.of(first, Wish::row);
  BOOST_TEST((kept.posters == std::vector<std::string>{"", "jpeg 1", ""}));
  BOOST_TEST((kept.loudness == std::vector<std::uint8_t>{1, 2, 3}));
  BOOST_TEST(hub.asked.empty());
  previews.of(first, Wish::everything);
  while (!hub.waiting.empty()) hub.answer();
  BOOST_TEST((hub.asked == std::vector<std::string>{"poster 0", "poster 2"}));
}

BOOST_AUTO_TEST_CASE(what_is_dropped_while_it_comes_is_not_fetched_on) {
  on_changed = {};
  previews.of(recording, Wish::everything);
  auto other = recording;
  for (std::size_t i = 0; i < RecordingPreviews::most_whole; ++i) {
    other.id = base::make_id({});
    other.examination->posters = {500ms};
    previews.of(other, Wish::everything);
  }
  hub.answer();  // the first one's speaker
  hub.asked.clear();
  while (!hub.waiting.empty()) hub.answer();
  BOOST_TEST((std::ranges::find(hub.asked, "poster 2") == hub.asked.end()));
}

BOOST_AUTO_TEST_CASE(only_so_many_are_kept) {
  previews.of(recording, Wish::row);
  hub.answer();
  on_changed = {};
  auto other = recording;
  for (std::size_t i = 0; i < RecordingPreviews::most; ++i) {
    other.id = base::make_id({});
    previews.of(other, Wish::row);
  }
  BOOST_TEST(previews.of(recording, Wish::row).posters.at(1).empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(a_strip_of_loudness_is_numbers_of_a_byte) {
  BOOST_TEST((console::parse_loudness(R"({"values":[0,255,7]})").value() == std::vector<std::uint8_t>{0, 255, 7}));
  for (const std::string bad : {"", "[]", "{}", R"({"values":1})", R"({"values":[256]})", R"({"values":[-1]})",
                                R"({"values":["1"]})", R"({"values":[1.5]})"})
    BOOST_TEST((console::parse_loudness(bad).error().fault == base::Fault::corrupt), bad);
}
