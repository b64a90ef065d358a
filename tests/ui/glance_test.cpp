// What is looked into beside the queue: whose recording, its small pictures, its sound, and the words for it.
#include "ui/player/loudness.h"
#include "ui/player/picture.h"
#include "ui/player/poster_strip.h"
#include "ui/sos/glance_choice.h"
#include "ui/sos/glance_strip.h"
#include "ui/sos/row_pictures.h"
#include "ui/sos/sos_words.h"

#include "console/handmade.h"
#include "support/fake_clock.h"
#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <utility>

using namespace siaga;
using namespace std::chrono_literals;
using test::id_of;
using Bars = std::vector<std::uint8_t>;
using Rows = std::vector<base::Id>;

namespace {

const Rows three{id_of(1), id_of(2), id_of(3)};
const std::string zone = "Asia/Jakarta";

console::Matter recorded() {
  console::Matter matter;
  matter.reporter = test::person(1, "Rudi Hartanto");
  domain::Recording recording;
  recording.state = domain::RecordingState::finished;
  recording.examination = domain::Examination{true, "mp4", "h264", "aac", 30s, ""};
  recording.examination->posters = {1s, 2s};
  recording.examination->loudness = true;
  matter.recordings.push_back(recording);
  return matter;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(glance)

BOOST_AUTO_TEST_CASE(keys_go_from_row_to_row_and_stay_at_the_ends) {
  ui::GlanceChoice choice;
  choice.select(three[1]);
  BOOST_TEST((choice.target() == three[1]));
  BOOST_TEST(!choice.by_keys().has_value());
  choice.step(three, 1);
  BOOST_TEST((choice.target() == three[2]));
  choice.step(three, 1);
  BOOST_TEST((choice.target() == three[2]));
  for (int i = 0; i < 3; ++i) choice.step(three, -1);
  BOOST_TEST((choice.target() == three[0]));
  BOOST_TEST((choice.by_keys() == three[0]));
}

BOOST_AUTO_TEST_CASE(keys_come_before_the_pointer_and_the_pointer_before_what_is_selected) {
  ui::GlanceChoice choice;
  choice.select(three[0]);
  choice.point(three[1]);
  BOOST_TEST((choice.target() == three[1]));
  BOOST_TEST(!choice.by_keys().has_value());  // a pointer that happens to rest changes nothing for Enter
  choice.step(three, 1);
  BOOST_TEST((choice.target() == three[1]));  // from the selected one
  choice.point(three[2]);
  BOOST_TEST((choice.target() == three[1]));
  BOOST_TEST(choice.let_go());
  BOOST_TEST((choice.target() == three[0]));
  BOOST_TEST(!choice.let_go());
  choice.point(three[2]);
  choice.point(std::nullopt);
  BOOST_TEST((choice.target() == three[0]));
}

BOOST_AUTO_TEST_CASE(selecting_ends_the_glance) {
  ui::GlanceChoice choice;
  choice.select(three[0]);
  choice.step(three, 1);
  choice.point(three[2]);
  choice.select(three[0]);
  BOOST_TEST((choice.target() == three[0]));
  BOOST_TEST(!choice.by_keys().has_value());
}

BOOST_AUTO_TEST_CASE(a_row_that_has_gone_is_no_longer_looked_into) {
  ui::GlanceChoice choice;
  choice.step({}, 1);
  BOOST_TEST(!choice.target().has_value());
  choice.step(three, 1);  // nothing is selected: the first
  BOOST_TEST((choice.target() == three[0]));
  choice.keep_to({three[0], three[1]});
  BOOST_TEST((choice.target() == three[0]));
  choice.keep_to({three[1]});
  BOOST_TEST(!choice.target().has_value());
}

BOOST_AUTO_TEST_CASE(few_bars_show_the_loudest_of_many_values) {
  BOOST_TEST((ui::bars_of(Bars{1, 9, 2, 3, 250, 4}, 3) == Bars{9, 3, 250}));
  BOOST_TEST((ui::bars_of(Bars{1, 2}, 300) == Bars{1, 2}));
  BOOST_TEST(ui::bars_of(Bars{}, 5).empty());
  BOOST_TEST(ui::bars_of(Bars{1, 2}, 0).empty());
  BOOST_TEST(ui::bars_of(Bars(200, 7), 33).size() == 33u);
}

BOOST_AUTO_TEST_CASE(where_it_is_loudest_is_a_share_of_the_length) {
  BOOST_TEST(ui::loudest_share(Bars{0, 1, 3, 2}).value() == 0.5);
  BOOST_TEST(!ui::loudest_share(Bars{0, 0}).has_value());
  BOOST_TEST(!ui::loudest_share(Bars{}).has_value());
}

BOOST_AUTO_TEST_CASE(pictures_stand_where_their_time_is) {
  using Places = std::vector<std::size_t>;
  std::vector<std::chrono::milliseconds> twelve;
  for (int i = 0; i < 12; ++i) twelve.push_back(i * 1000ms + 400ms);
  BOOST_TEST((ui::places_of(twelve, 12s, 12) == Places{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
  BOOST_TEST((ui::places_of(twelve, 0s, 12) == Places{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
  const std::vector few{0ms, 10000ms, 10100ms, 19900ms, 20000ms};
  BOOST_TEST((ui::places_of(few, 20s, 12) == Places{0, 6, 7, 10, 11}));
  const std::vector beyond{30000ms};  // a length that was told too short
  BOOST_TEST((ui::places_of(beyond, 20s, 12) == Places{11}));
}

BOOST_AUTO_TEST_CASE(few_pictures_are_as_wide_as_they_are_and_many_share_the_line) {
  using Cells = std::vector<std::pair<int, int>>;  // rounded: left, width
  const auto cells = [](std::vector<std::size_t> places, double natural, std::size_t columns = 12) {
    const std::vector<double> wide(places.size(), natural);
    Cells found;
    std::size_t line = 0;
    for (const auto& cell : ui::cells_of(places, wide, columns, 418)) {  // places of 35, 33 without what is between
      BOOST_TEST(cell.line >= line);
      line = cell.line;
      found.emplace_back(std::lround(cell.left), std::lround(cell.width));
    }
    return found;
  };
  BOOST_TEST((cells({0, 5}, 78) == Cells{{0, 78}, {175, 78}}));
  BOOST_TEST((cells({0, 1, 11}, 78) == Cells{{0, 33}, {35, 78}, {340, 78}}));  // at the end: to the left
  BOOST_TEST((cells({4, 5, 6}, 78) == Cells{{95, 78}, {175, 33}, {210, 78}}));
  BOOST_TEST((cells({0, 3}, 20) == Cells{{0, 33}, {105, 33}}));  // portrait
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < 12; ++i) all.push_back(i);
  for (const auto& [left, width] : cells(all, 78)) BOOST_TEST(width == 33, left);
  const auto two_lines = cells({0, 5, 6}, 200, 6);  // places of 70
  BOOST_TEST((two_lines == Cells{{0, 200}, {218, 200}, {0, 200}}));
}

BOOST_AUTO_TEST_CASE(a_picture_is_never_drawn_wider_than_it_is) {
  BOOST_TEST((ui::middle_of({10, 2, 1000, 45}, {160, 90}) == wxRect2DDouble{470, 2, 80, 45}));
  BOOST_TEST((ui::middle_of({10, 2, 30, 45}, {160, 90}) == wxRect2DDouble{10, 2, 30, 45}));
  BOOST_TEST((ui::middle_of({10, 2, 30, 45}, {0, 0}) == wxRect2DDouble{10, 2, 30, 45}));
}

BOOST_AUTO_TEST_CASE(a_poster_is_on_the_screen_until_the_next_one) {
  const std::vector times{1000ms, 3000ms, 5000ms};
  BOOST_TEST(!ui::poster_at(times, 0ns).has_value());
  BOOST_TEST(ui::poster_at(times, 1s).value() == 0u);
  BOOST_TEST(ui::poster_at(times, 2900ms).value() == 0u);
  BOOST_TEST(ui::poster_at(times, 2999'600us).value() == 1u);  // a seek to it ended at the picture before
  BOOST_TEST(ui::poster_at(times, 1h).value() == 2u);
}

BOOST_AUTO_TEST_CASE(keys_go_from_poster_to_poster) {
  const std::vector times{1000ms, 3000ms, 5000ms};
  BOOST_TEST(ui::poster_beside(times, 0ns, 1) == 0u);
  BOOST_TEST(ui::poster_beside(times, 0ns, -1) == 0u);
  BOOST_TEST(ui::poster_beside(times, 1s, 1) == 1u);
  BOOST_TEST(ui::poster_beside(times, 2999'600us, 1) == 2u);
  BOOST_TEST(ui::poster_beside(times, 4s, -1) == 0u);
  BOOST_TEST(ui::poster_beside(times, 9s, 1) == 2u);
}

BOOST_AUTO_TEST_CASE(only_so_many_pictures_of_rows_are_kept) {
  ui::RowPictures pictures;
  const auto first = base::make_id({});
  pictures.keep({.sos = first, .loudness = 7});
  for (std::size_t i = 1; i < ui::RowPictures::most; ++i) pictures.keep({.sos = base::make_id({})});
  BOOST_TEST(pictures.find(first)->loudness == 7u);  // drawn again, so another one goes
  for (std::size_t i = 0; i < 10; ++i) pictures.keep({.sos = base::make_id({})});
  BOOST_TEST(pictures.size() == ui::RowPictures::most);
  BOOST_TEST(pictures.find(first) != nullptr);
  pictures.keep({.sos = first, .loudness = 8});
  BOOST_TEST(pictures.size() == ui::RowPictures::most);
  BOOST_TEST(pictures.find(first)->loudness == 8u);
}

BOOST_AUTO_TEST_CASE(pictures_of_forgotten_alarms_go) {
  test::FakeClock clock;
  console::Model model{clock};
  model.apply_snapshot(test::snapshot(1, {test::view_of(test::raised(1, id_of(1)))}));
  const auto known = model.queue(console::QueueFilter::all).at(0)->sos.id;
  ui::RowPictures pictures;
  pictures.keep({.sos = known});
  pictures.keep({.sos = base::make_id({})});
  pictures.follow(model);
  BOOST_TEST(pictures.size() == 1u);
  BOOST_TEST(pictures.find(known) != nullptr);
  model.apply_session(std::nullopt);
  pictures.follow(model);
  BOOST_TEST(pictures.size() == 0u);
}

BOOST_FIXTURE_TEST_CASE(the_head_says_how_long_it_is_and_what_is_missing, test::InIndonesian) {
  auto matter = recorded();
  BOOST_TEST(ui::glance_head(matter, zone) == "Rudi Hartanto · 0:30");
  BOOST_TEST(ui::why_no_glance(matter).empty());
  matter.recordings.back().examination->audio.clear();
  matter.recordings.insert(matter.recordings.begin(), domain::Recording{});
  BOOST_TEST(ui::glance_head(matter, zone) == "Rudi Hartanto · 0:30 · tanpa suara · terbaru dari 2");
  matter.recordings.back().examination->part =
      domain::SeenPart{4096, base::parse_rfc3339("2026-11-22T14:04:10Z").value()};
  BOOST_TEST(ui::glance_head(matter, zone) == "Rudi Hartanto · 0:30 · tanpa suara · sampai 21:04:10 · terbaru dari 2");
}

BOOST_FIXTURE_TEST_CASE(a_reader_of_the_screen_hears_what_came, test::InEnglish) {
  const auto matter = recorded();
  BOOST_TEST(ui::glance_name(matter, zone, 2, Bars{}) == "Rudi Hartanto · 0:30: 2 pictures out of the recording");
  BOOST_TEST(ui::glance_name(matter, zone, 1, Bars{0, 9, 0}) ==
             "Rudi Hartanto · 0:30: 1 picture out of the recording, loudest at 00:10");
  BOOST_TEST(ui::glance_name(matter, zone, 1, Bars{0, 0}).ends_with(", silent throughout"));
}

BOOST_FIXTURE_TEST_CASE(while_there_is_nothing_to_see_it_says_why, test::InEnglish) {
  auto matter = recorded();
  auto& recording = matter.recordings.back();
  recording.examination->posters.clear();
  BOOST_TEST(ui::why_no_glance(matter).empty());  // its sound
  recording.examination->loudness = false;
  BOOST_TEST(ui::why_no_glance(matter).starts_with("No picture could be taken"));
  recording.examination->readable = false;
  BOOST_TEST(ui::why_no_glance(matter).starts_with("recording unreadable"));
  recording.examination.reset();
  BOOST_TEST(ui::why_no_glance(matter).starts_with("The hub is looking"));
  recording.state = domain::RecordingState::growing;
  BOOST_TEST(ui::why_no_glance(matter).starts_with("The video is still arriving"));
  recording.examination = recorded().recordings.back().examination;
  recording.examination->part = domain::SeenPart{4096, {}};
  BOOST_TEST(ui::why_no_glance(matter).empty());
  matter.recordings.clear();
  BOOST_TEST(ui::why_no_glance(matter) == "No video has arrived yet.");
  matter.sos.closed_at = test::moment(1);
  BOOST_TEST(ui::why_no_glance(matter) == "This SOS has no recording.");
}

BOOST_AUTO_TEST_SUITE_END()
