#include "store/sos_table.h"

#include "store/position_table.h"
#include "store/recording_table.h"
#include "store/session_table.h"
#include "store_fixture.h"

namespace siaga::store {

using namespace std::chrono_literals;

namespace {

struct TableFixture : test::StoreFixture {
  TableFixture() : database(open(Database::Mode::read_write)), person(test::make_person(database, clock.now())) {}

  domain::Sos insert(std::uint64_t raised) {
    domain::Sos sos;
    sos.id = base::make_id(clock.now());
    sos.unit = person.unit;
    sos.reporter = person.id;
    sos.reporter_version = person.version;
    sos.pressed_at = sos.sent_at = sos.received_at = clock.now();
    sos.position = domain::Position{-6.98, 110.41, 7, clock.now()};
    sos.nearest = domain::NearestPlace{base::make_id(clock.now()), 12.5};
    sos_table::insert(database, sos, raised);
    return sos;
  }

  Database database;
  domain::Person person;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tables, TableFixture)

BOOST_AUTO_TEST_CASE(an_sos_comes_back_with_all_that_it_has) {
  auto sos = insert(1);
  sos.owner = person.id;
  sos.first_shown_at = sos.claimed_at = sos.responded_at = sos.withdrawn_at = sos.closed_at = clock.now() + 1s;
  sos.outcome = domain::Outcome::false_alarm;
  sos_table::update(database, sos);
  const auto read = sos_table::find(database, sos.id);
  BOOST_REQUIRE(read);
  BOOST_TEST((read->owner == sos.owner && read->closed_at == sos.closed_at && read->outcome == sos.outcome));
  BOOST_TEST((read->position->lat == -6.98 && read->nearest->metres == 12.5));
  BOOST_TEST((read->withdrawn_at == sos.withdrawn_at && read->first_shown_at == sos.first_shown_at));
  BOOST_TEST(!sos_table::find(database, base::make_id(clock.now())));
}

BOOST_AUTO_TEST_CASE(history_is_filtered_and_paged_newest_first) {
  std::vector<domain::Sos> all;
  for (std::uint64_t i = 1; i <= 5; ++i) all.push_back(insert(i));
  all[1].responded_at = clock.now();
  all[3].closed_at = clock.now();
  sos_table::update(database, all[1]);
  sos_table::update(database, all[3]);
  const auto ids = [this](const sos_table::Filter& filter, std::size_t limit) {
    std::vector<base::Id> found;
    for (const auto& sos : sos_table::page(database, filter, limit)) found.push_back(sos.id);
    return found;
  };
  sos_table::Filter filter;
  BOOST_TEST((ids(filter, 2) == std::vector{all[4].id, all[3].id}));
  filter.before = all[3].id;
  BOOST_TEST((ids(filter, 10) == std::vector{all[2].id, all[1].id, all[0].id}));
  filter.before.reset();
  filter.responded = true;
  BOOST_TEST((ids(filter, 10) == std::vector{all[3].id, all[1].id}));
  filter.responded = false;
  BOOST_TEST((ids(filter, 10) == std::vector{all[4].id, all[2].id, all[0].id}));
  filter.units = {base::make_id(clock.now()), base::make_id(clock.now())};
  BOOST_TEST(ids(filter, 10).empty());
  BOOST_TEST(sos_table::open(database, std::nullopt).size() == 4u);
  BOOST_TEST(sos_table::open(database, filter.units).empty());
  filter.units->push_back(person.unit);
  BOOST_TEST(ids(filter, 10).size() == 3u);
  BOOST_TEST(sos_table::open(database, filter.units).size() == 4u);
  filter.units = std::vector<base::Id>{};
  BOOST_TEST(ids(filter, 10).empty());
}

BOOST_AUTO_TEST_CASE(the_newest_position_wins) {
  domain::Position position{-6.98, 110.41, 5, clock.now()};
  BOOST_TEST(position_table::report(database, person.id, position));
  BOOST_TEST(!position_table::report(database, person.id, position));
  auto older = position;
  older.at -= 1s;
  older.lat = 0;
  BOOST_TEST(!position_table::report(database, person.id, older));
  auto newer = position;
  newer.at += 1s;
  newer.lat = -7;
  BOOST_TEST(position_table::report(database, person.id, newer));
  const auto rows = position_table::all(database);
  BOOST_REQUIRE(rows.size() == 1u);
  BOOST_TEST(rows[0].position.lat == -7);
  BOOST_TEST((rows[0].unit == person.unit));
}

BOOST_AUTO_TEST_CASE(a_session_ends_by_signing_out_or_by_time) {
  session_table::Row row;
  row.token_hash = base::sha256("token");
  row.person = person.id;
  row.console = "K1";
  row.opened_at = clock.now();
  row.expires_at = clock.now() + 1h;
  row.id = base::make_id(clock.now());
  row.peer = "192.0.2.7";
  row.used_at = clock.now();
  session_table::insert(database, row);
  auto other = row;
  other.token_hash = base::sha256("another");
  other.id = base::make_id(clock.now());
  session_table::insert(database, other);
  session_table::mark_used(database, other.token_hash, clock.now() + 2min);
  session_table::mark_used(database, other.token_hash, clock.now() + 1min);  // late, and no step back
  const auto all = session_table::of_person(database, person.id, clock.now());
  BOOST_REQUIRE(all.size() == 2u);
  BOOST_TEST((all[0].id == other.id && all[0].used_at == clock.now() + 2min));
  BOOST_TEST(all[1].peer == "192.0.2.7");
  BOOST_TEST(session_table::close(database, other.token_hash, clock.now()));
  BOOST_TEST(session_table::of_person(database, person.id, clock.now()).size() == 1u);
  BOOST_TEST(session_table::of_person(database, person.id, row.expires_at).empty());
  BOOST_TEST(session_table::find_open(database, row.token_hash, clock.now())->console == "K1");
  BOOST_TEST(!session_table::find_open(database, row.token_hash, row.expires_at));
  BOOST_TEST(!session_table::was_closed(database, row.token_hash).value());
  BOOST_TEST(session_table::was_closed(database, other.token_hash).value());
  BOOST_TEST(!session_table::was_closed(database, base::sha256("nobody's")).has_value());
  BOOST_TEST(session_table::close(database, row.token_hash, clock.now()));
  BOOST_TEST(!session_table::close(database, row.token_hash, clock.now()));
  BOOST_TEST(!session_table::find_open(database, row.token_hash, clock.now()));
}

BOOST_AUTO_TEST_CASE(a_recording_grows_is_finished_and_examined) {
  recording_table::Row row;
  row.recording.id = base::make_id(clock.now());
  row.recording.sos = insert(1).id;
  row.uploader = person.id;
  recording_table::insert(database, row);
  recording_table::set_declared_size(database, row.recording.id, 10);
  recording_table::set_size(database, row.recording.id, 4);
  BOOST_TEST(recording_table::growing(database).size() == 1u);
  BOOST_TEST(recording_table::load(database, person.id, {}).growing_of_person == 1u);
  domain::Examination early;
  early.readable = true;
  early.posters = {0ms};
  early.part = domain::SeenPart{4, clock.now()};
  recording_table::examine(database, row.recording.id, early);
  BOOST_TEST((recording_table::find(database, row.recording.id)->recording.examination == early));
  recording_table::finish(database, row.recording.id, 10, base::sha256("0123456789"));
  BOOST_TEST(recording_table::growing(database).empty());
  BOOST_TEST(recording_table::unexamined(database).size() == 1u);
  BOOST_TEST(recording_table::derived(database).empty());
  domain::Examination found;
  found.readable = true;
  found.container = "mp4";
  found.duration = 1800ms;
  found.rotation = 270;
  found.frame_rate = 29.97;
  found.posters = {0ms, 900ms};
  found.loudness = true;
  found.play_copy = "mp4";
  recording_table::examine(database, row.recording.id, found);
  BOOST_TEST(recording_table::unexamined(database).empty());
  const auto read = recording_table::find(database, row.recording.id);
  BOOST_TEST((read->recording.state == domain::RecordingState::finished &&
              read->recording.sha256 == base::sha256("0123456789")));
  BOOST_TEST((read->recording.examination->duration == 1800ms && read->recording.declared_size == 10u));
  BOOST_TEST((read->recording.examination->posters == found.posters && read->recording.examination->loudness));
  BOOST_TEST((read->recording.examination->rotation == 270 && read->recording.examination->frame_rate == 29.97));
  BOOST_TEST(read->recording.examination->play_copy == "mp4");
  BOOST_TEST(!read->recording.examination->part.has_value());
  const auto derived = recording_table::derived(database);
  BOOST_REQUIRE(derived.size() == 1u);
  BOOST_TEST((derived[0].size == 10u && derived[0].preview && derived[0].play_copy && !derived[0].no_room));
  recording_table::examine(database, row.recording.id, domain::Examination{}, recording_table::Room::none);
  BOOST_TEST(recording_table::derived(database).at(0).no_room);
}

BOOST_AUTO_TEST_CASE(a_login_is_an_email_in_any_case_or_an_nrp) {
  BOOST_TEST(person_table::find_login(database, "A@Contoh.ID")->password_hash == "hash");
  BOOST_TEST(!person_table::find_login(database, ""));
  auto twin = person;
  twin.id = twin.version = base::make_id(clock.now());
  BOOST_CHECK_THROW(person_table::insert(database, twin, "hash", clock.now()), StoreFailure);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::store
