// What an SOS and its events are called on the desk.
#include "ui/sos/sos_words.h"

#include "console/handmade.h"
#include "support/fake_clock.h"
#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;
using protocol::EventKind;
using test::InEnglish;
using test::InIndonesian;

namespace {

const auto rudi = test::person(1, "Rudi Hartanto");
const auto sari = test::person(2, "Sari Wulandari");
const auto sos = test::id_of(1);

console::Matter alarm() {
  console::Matter matter;
  matter.sos.id = sos;
  matter.sos.unit = test::unit().id;
  matter.sos.reporter = rudi.id;
  matter.sos.received_at = test::moment(0);
  matter.reporter = rudi;
  return matter;
}

std::string words_of(protocol::Event event) {
  const auto words = ui::event_words(event, alarm());
  return words ? words->text : std::string{};
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_alarm_is_urgent_until_claimed_and_runs_until_answered) {
  auto matter = alarm();
  BOOST_TEST((ui::urgency_of(matter) == ui::Urgency::alarm));
  matter.sos.owner = sari.id;
  BOOST_TEST((ui::urgency_of(matter) == ui::Urgency::running));
  matter.sos.responded_at = test::moment(41);
  BOOST_TEST((ui::urgency_of(matter) == ui::Urgency::calm));
  matter.sos.owner.reset();  // released again: nobody looks after it, answered or not
  BOOST_TEST((ui::urgency_of(matter) == ui::Urgency::alarm));
}

BOOST_AUTO_TEST_CASE(the_figure_runs_until_the_answer_and_stays) {
  auto matter = alarm();
  BOOST_TEST((ui::running_time(matter, test::moment(21)) == 21s));
  BOOST_TEST((ui::running_time(matter, test::moment(-5)) == 0s));
  matter.sos.responded_at = test::moment(41);
  matter.sos.closed_at = test::moment(90);
  BOOST_TEST((ui::running_time(matter, test::moment(600)) == 41s));
}

BOOST_FIXTURE_TEST_CASE(a_place_is_a_named_point_or_coordinates_or_neither, InIndonesian) {
  test::FakeClock clock;
  console::Model model{clock};
  auto snapshot = test::snapshot(1);
  domain::Place stop;
  stop.id = test::id_of(30);
  stop.name = "Halte Simpang Lima";
  stop.lat = -6.9833 + 0.00036;  // 40 m to the north
  stop.lon = 110.4093;
  snapshot.places = {stop};
  model.apply_snapshot(snapshot);

  auto matter = alarm();
  BOOST_TEST(ui::place_words(matter.sos, model) == "tanpa posisi");
  matter.sos.position = domain::Position{-6.9833, 110.4093, 12, test::moment(0)};
  matter.sos.nearest = domain::NearestPlace{stop.id, 40.2};
  BOOST_TEST(ui::place_words(matter.sos, model) == "Halte Simpang Lima · 40 m");
  matter.sos.position = domain::Position{-3.3, 114.5, 12, test::moment(0)};  // another island
  matter.sos.nearest.reset();
  BOOST_TEST(ui::place_words(matter.sos, model) == "-3.30000, 114.50000");
}

BOOST_AUTO_TEST_CASE(a_unit_is_called_by_what_tells_it_from_its_neighbours) {
  test::FakeClock clock;
  console::Model model{clock};
  auto snapshot = test::snapshot(1);
  snapshot.units.at(0).name = "Trans Semarang — Koridor I–III";
  model.apply_snapshot(snapshot);
  BOOST_TEST(ui::unit_words(alarm(), model, false) == "Koridor I–III");
  BOOST_TEST(ui::unit_words(alarm(), model, true) == "Trans Semarang — Koridor I–III");
}

BOOST_FIXTURE_TEST_CASE(events_name_people_as_they_were_called_then, InIndonesian) {
  auto claimed = test::event(2, EventKind::sos_claimed, sos, sari);
  claimed.body.console = "KONSOL-2";
  BOOST_TEST(words_of(claimed).starts_with("Sari Wulandari menangani"));
  BOOST_TEST(words_of(claimed).ends_with("KONSOL-2"));
  auto taken = test::event(3, EventKind::sos_taken_over, sos, rudi);
  taken.body.from = sari.version;
  taken.body.text = "ganti sif";
  taken.people.push_back(sari);
  const auto words = words_of(taken);
  BOOST_TEST(words.find("Rudi Hartanto") < words.find("Sari Wulandari"));
  BOOST_TEST(words.ends_with("ganti sif"));
}

BOOST_FIXTURE_TEST_CASE(somebody_who_is_erased_has_no_name, InEnglish) {
  auto noted = test::event(4, EventKind::sos_noted, sos, sari);
  noted.body.text = "x";
  noted.people.clear();
  BOOST_TEST(words_of(noted) == "somebody notes: x");
  noted.actor = base::Id{};
  BOOST_TEST(words_of(noted) == "the hub notes: x");
}

BOOST_FIXTURE_TEST_CASE(tracks_and_newer_kinds_are_left_out, InEnglish) {
  BOOST_TEST(!ui::event_words(test::event(5, EventKind::sos_track, sos, rudi), alarm()).has_value());
  BOOST_TEST(!ui::event_words(test::event(6, EventKind::session_opened, sos, rudi), alarm()).has_value());
}

BOOST_FIXTURE_TEST_CASE(a_finished_recording_shows_the_beginning_of_its_digest, InEnglish) {
  auto finished = test::event(7, EventKind::recording_finished, sos, rudi);
  finished.body.size = 2'400'000;
  finished.body.sha256 = base::sha256("x");
  BOOST_TEST(words_of(finished) == "video arrived whole, 2.4 MB, SHA-256 2d711642…");
}

BOOST_FIXTURE_TEST_CASE(a_phone_that_did_not_come_back_stands_out, InEnglish) {
  auto finished = test::event(7, EventKind::recording_finished, sos, rudi);
  finished.body.size = 2'400'000;
  finished.body.sha256 = base::sha256("x");
  finished.body.abandoned = true;
  const auto words = ui::event_words(finished, alarm());
  BOOST_REQUIRE(words.has_value());
  BOOST_TEST(words->is_alarm);
  BOOST_TEST(words->text == "video broke off, the phone didn't come back: 2.4 MB are kept");
}

BOOST_FIXTURE_TEST_CASE(what_the_probe_dislikes_stands_out, InEnglish) {
  auto examined = test::event(8, EventKind::recording_examined, sos, rudi);
  examined.body.examination = domain::Examination{true, "mp4", "h264", "aac", 1800ms, ""};
  const auto words = ui::event_words(examined, alarm());
  BOOST_REQUIRE(words.has_value());
  BOOST_TEST(words->is_alarm);
  BOOST_TEST(words->text == "no valid recording (1.8 s)");
  examined.body.examination->part = domain::SeenPart{4096, {}};
  BOOST_TEST(!ui::event_words(examined, alarm()).has_value());  // no verdict yet
}
