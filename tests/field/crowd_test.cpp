// field/crowd, walk, organisation: a believable day, small and short.
#include "field/crowd.h"

#include "field/officer.h"
#include "net/websocket_client.h"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace siaga;
using namespace siaga::test;

namespace {

field::Organisation demo() { return field::load_organisation(DemoHub::organisation()).value(); }

struct Street : Officer {
  field::Crowd::Options options() const {
    field::Crowd::Options few;
    few.hub = account.hub;
    few.password = DemoHub::password;
    few.officers = 3;
    few.length = std::chrono::seconds{60};
    few.sos_every = std::chrono::milliseconds{0};
    few.position_every = std::chrono::milliseconds{50};
    few.sign_in_every = std::chrono::milliseconds{1};
    few.scratch = scratch.path() / "crowd";
    return few;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(crowd)

BOOST_AUTO_TEST_CASE(the_organisation_is_read_and_spread) {
  const auto organisation = demo();
  BOOST_TEST(organisation.officers.size() == 810u);
  BOOST_TEST(organisation.places.size() == 42u);
  const auto some = field::spread(organisation.officers, 30);
  BOOST_REQUIRE(some.size() == 30u);
  BOOST_TEST(some.front().login == organisation.officers.front().login);
  std::set<std::string> units;
  for (const auto& officer : some) units.insert(officer.unit);
  BOOST_TEST(units.size() == 3u);
  for (const auto& unit : units) {  // nobody walks in another unit's town
    const auto line = organisation.places_of(unit);
    BOOST_REQUIRE(!line.empty());
    BOOST_TEST(line.front().unit == unit);
  }
  BOOST_TEST(field::spread(organisation.officers, 5000).size() == 810u);
  BOOST_TEST(field::load_organisation("/nowhere").has_error());
}

BOOST_AUTO_TEST_CASE(a_walk_stays_on_its_line_and_moves_at_a_bus_pace) {
  const base::Instant begin{std::chrono::seconds{1'795'000'000}};
  const auto organisation = demo();
  const auto line = organisation.places_of(organisation.officers.front().unit);
  field::Walk walk{line, 7, begin};
  auto before = walk.position(begin);
  double way = 0;
  for (int seconds = 10; seconds < 7200; seconds += 10) {
    const auto now = walk.position(begin + std::chrono::seconds{seconds});
    BOOST_REQUIRE(domain::check(now));
    const auto step = domain::distance_m(before, now.lat, now.lon);
    BOOST_REQUIRE(step <= 10 * 7.5);
    way += step;
    before = now;
  }
  BOOST_TEST(way > 3000);
}

BOOST_FIXTURE_TEST_CASE(officers_sign_in_and_report_where_they_are, Street) {
  auto wanted = options();
  wanted.length = std::chrono::seconds{10};  // three passwords are hashed meanwhile, under sanitizers slowly
  field::Crowd crowd{runtime.executor(), clock, demo(), wanted, lines.say()};
  BOOST_TEST(net::run_blocking(runtime.executor(), crowd.run()).has_value());
  BOOST_TEST(crowd.counts().present == 3u);
  BOOST_TEST(crowd.counts().positions >= 3u);
  BOOST_TEST(at_the_hub().empty());
}

BOOST_FIXTURE_TEST_CASE(the_first_alarm_waits_for_a_console, Street) {
  auto wanted = options();
  wanted.length = std::chrono::seconds{20};
  wanted.first_sos_after_reader = true;
  wanted.first_sos_length = std::chrono::seconds{1};
  field::Crowd crowd{runtime.executor(), clock, demo(), wanted, lines.say()};
  auto running = net::asio::co_spawn(runtime.executor(), crowd.run(), net::asio::use_future);
  BOOST_REQUIRE(soon([&] { return lines.has("3 officers"); }));
  BOOST_TEST(at_the_hub().empty());

  net::Trust trust;
  trust.pinned_fingerprint = hub.fingerprint();
  const net::Headers headers{{"Authorization", "Bearer " + supervisor()}};
  const auto feed = net::run_blocking(
      runtime.executor(), net::connect_websocket({"127.0.0.1", hub.port()}, trust, "/api/v1/feed?after=" + hub_cursor(),
                                                 headers, std::chrono::seconds{10}));
  BOOST_REQUIRE(feed);
  BOOST_REQUIRE(soon([&] { return at_the_hub().size() == 1; }));
  BOOST_TEST(!at_the_hub().at(0).sos.drill);
  BOOST_REQUIRE(soon([&] {
    const auto recordings = at_the_hub().at(0).recordings;
    return recordings.size() == 1 && recordings[0].state == domain::RecordingState::finished;
  }));
  BOOST_TEST(end_of(running).has_value());
}

BOOST_FIXTURE_TEST_CASE(a_changed_password_ends_it, Street) {
  auto wanted = options();
  wanted.password = "lain";
  field::Crowd crowd{runtime.executor(), clock, demo(), wanted, lines.say()};
  const auto outcome = net::run_blocking(runtime.executor(), crowd.run());
  BOOST_TEST((outcome.error().fault == base::Fault::unauthenticated));
}

BOOST_AUTO_TEST_SUITE_END()
