// Moves between units from a day on (R20), and other people's sessions.
#include "domain/names.h"
#include "hub/hub.h"
#include "hub/user_command.h"
#include "hub_fixture.h"
#include "protocol/directory.h"

namespace siaga::test {

using protocol::EventKind;
using namespace std::chrono_literals;

namespace {

struct MoveFixture : HubFixture {
  domain::Person chief = add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  domain::Person local = add("local@contoh.id", semarang, domain::Role::unit_admin, semarang);
  Visitor admin{*this, "chief@contoh.id"};
  Visitor unit_admin{*this, "local@contoh.id"};

  std::chrono::year_month_day day_in(int days) {
    return std::chrono::floor<std::chrono::days>(clock.now()) + std::chrono::days{days};
  }
  net::ClientResponse plan(Visitor& who, const base::Id& id, const domain::Person& person, const base::Id& unit,
                           std::chrono::year_month_day day) {
    return who.send(net::Verb::put, "/api/v1/moves/" + base::to_string(id),
                    protocol::encode_put(protocol::PutMove{id, person.id, unit, day}));
  }
  net::ClientResponse drop(Visitor& who, const base::Id& id) {
    return who.send(net::Verb::del, "/api/v1/moves/" + base::to_string(id));
  }
  static protocol::PersonView seen(Visitor& who, const domain::Person& person) {
    return protocol::decode_person_view(who.get("/api/v1/people/" + base::to_string(person.id)).body).value();
  }
  /// From its beginning.
  FeedReader journal(Visitor& who) { return FeedReader{*this, who, protocol::Cursor{who.snapshot().as_of.epoch, 0}}; }

  std::vector<protocol::OwnSession> sessions_of(Visitor& who, const domain::Person& person) {
    const auto answer = who.get("/api/v1/people/" + base::to_string(person.id) + "/sessions");
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_own_sessions(answer.body).value().sessions;
  }
  net::ClientResponse end(Visitor& who, const domain::Person& person, std::optional<base::Id> session = {}) {
    return who.post("/api/v1/people/" + base::to_string(person.id) + "/end-sessions",
                    protocol::encode(protocol::EndSessions{session}));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(moves, MoveFixture)

BOOST_AUTO_TEST_CASE(somebody_moves_when_the_day_begins_and_history_stays) {
  Visitor phone{*this, "officer@contoh.id"};
  const auto before = make_id();
  phone.raise(before);
  const auto move = make_id();
  const auto day = day_in(3);
  BOOST_TEST(plan(admin, move, officer, makassar, day).status == 201u);
  BOOST_TEST(plan(admin, move, officer, makassar, day).status == 200u);
  const auto waiting = seen(admin, officer);
  BOOST_TEST((waiting.person.unit == semarang));
  BOOST_REQUIRE_EQUAL(waiting.moves.size(), 1u);
  BOOST_TEST((waiting.moves[0].unit == makassar));
  // Midnight in Makassar is 16:00 UTC of the day before.
  const base::Instant midnight = std::chrono::sys_days{day} - 8h;
  BOOST_TEST((waiting.moves[0].at == midnight));
  auto reader = journal(admin);
  const auto planned = reader.until(EventKind::person_move_planned, officer.id);
  BOOST_TEST((planned.actor == chief.id));
  BOOST_TEST((planned.body.within == makassar));
  BOOST_TEST((planned.body.since == midnight));

  clock.advance(midnight - clock.now());
  Visitor later{*this, "chief@contoh.id"};  // consoles that nobody used for days are signed out
  auto told = journal(later);
  const auto changed = told.until(EventKind::person_changed, officer.id);
  BOOST_TEST(changed.actor.is_nil());
  BOOST_TEST((changed.on_behalf_of == chief.id));
  BOOST_TEST((changed.unit == makassar));
  told.until(EventKind::grant_given, officer.id);
  const auto moved = seen(later, officer);
  BOOST_TEST((moved.person.unit == makassar));
  BOOST_TEST(moved.moves.empty());
  std::size_t held = 0;
  for (const auto& grant : moved.grants)
    if (domain::is_held(grant, clock.now())) {
      ++held;
      BOOST_TEST((grant.unit == makassar));  // an officer's role goes along, the one for Semarang has ended
    }
  BOOST_TEST(held == 1u);
  const auto after = make_id();
  phone.raise(after);
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST((desk.view(before).sos.unit == semarang));
  BOOST_TEST((desk.view(after).sos.unit == makassar));
}

BOOST_AUTO_TEST_CASE(a_day_that_began_while_the_hub_was_down_counts) {
  BOOST_TEST(plan(admin, make_id(), officer, makassar, day_in(2)).status == 201u);
  stop();
  clock.advance(std::chrono::days{4});
  start();
  Visitor again{*this, "chief@contoh.id"};
  FeedReader reader{*this, again, protocol::Cursor{again.snapshot().as_of.epoch, 0}};
  BOOST_TEST((reader.until(EventKind::person_changed, officer.id).unit == makassar));
}

BOOST_AUTO_TEST_CASE(a_plan_can_be_dropped) {
  const auto move = make_id();
  plan(admin, move, officer, makassar, day_in(1));
  BOOST_TEST(drop(unit_admin, move).status == 204u);  // theirs still
  BOOST_TEST(drop(unit_admin, move).status == 204u);
  BOOST_TEST(drop(admin, make_id()).status == 404u);
  BOOST_TEST(seen(admin, officer).moves.empty());
  auto reader = journal(admin);
  reader.until(admin.snapshot().as_of.seq);
  const auto& events = reader.events();
  const auto dropped = std::find_if(events.rbegin(), events.rend(),
                                    [](const auto& event) { return event.kind == EventKind::person_move_planned; });
  BOOST_REQUIRE((dropped != events.rend()));
  BOOST_TEST(!dropped->body.within);
  // Its day passes without a change, as the one of somebody else's plan shows.
  plan(admin, make_id(), budi, makassar, day_in(1));
  clock.advance(std::chrono::days{2});
  Visitor again{*this, "chief@contoh.id"};
  auto later = journal(again);
  later.until(EventKind::person_changed, budi.id);
  BOOST_TEST((seen(again, officer).person.unit == semarang));
}

BOOST_AUTO_TEST_CASE(a_plan_that_cannot_be_is_refused) {
  BOOST_TEST(problem_of(plan(admin, make_id(), officer, makassar, day_in(0))) == "invalid day");
  BOOST_TEST(problem_of(plan(admin, make_id(), officer, semarang, day_in(3))) == "invalid unit");
  BOOST_TEST(problem_of(plan(admin, make_id(), officer, make_id(), day_in(3))) == "invalid unit");
  BOOST_TEST(problem_of(plan(unit_admin, make_id(), officer, makassar, day_in(3))) == "forbidden unit");
  BOOST_TEST(plan(unit_admin, make_id(), anton, semarang, day_in(3)).status == 404u);
  const auto move = make_id();
  BOOST_TEST(plan(admin, move, officer, makassar, day_in(3)).status == 201u);
  BOOST_TEST(problem_of(plan(admin, move, officer, makassar, day_in(4))) == "conflict id");
  BOOST_TEST(problem_of(plan(admin, make_id(), officer, makassar, day_in(4))) == "conflict move");
}

BOOST_AUTO_TEST_CASE(a_role_that_was_given_after_the_plan_stays) {
  const auto day = day_in(3);
  BOOST_REQUIRE(plan(admin, make_id(), officer, makassar, day).status == 201u);
  clock.advance(1s);
  const domain::Grant later{make_id(), officer.id, domain::Role::head_of_unit, semarang, clock.now(), {}, {}};
  const auto path = "/api/v1/grants/" + base::to_string(later.id);
  BOOST_REQUIRE(admin.send(net::Verb::put, path, protocol::encode_put(later)).status == 201u);
  clock.advance(std::chrono::days{4});
  Visitor again{*this, "chief@contoh.id"};
  journal(again).until(EventKind::person_changed, officer.id);
  const auto moved = seen(again, officer);
  BOOST_TEST((moved.person.unit == makassar));
  for (const auto& grant : moved.grants) {
    const bool is_held = domain::is_held(grant, clock.now());
    BOOST_TEST(is_held == (grant.id == later.id || grant.unit == makassar));
  }
}

BOOST_AUTO_TEST_CASE(a_move_ends_no_role_that_its_planner_could_not_end) {
  const auto province = make_id(), city = make_id();
  for (const auto& unit : {domain::Unit{province, "Provinsi", "Asia/Jakarta", "112", {}},
                           domain::Unit{city, "Kota", "Asia/Jakarta", "112", province}})
    BOOST_REQUIRE(
        admin.send(net::Verb::put, "/api/v1/units/" + base::to_string(unit.id), protocol::encode_put(unit)).status ==
        201u);
  add("provinsi@contoh.id", province, domain::Role::unit_admin, province);
  Visitor planner{*this, "provinsi@contoh.id"};
  for (const auto role : {domain::Role::head_of_unit, domain::Role::unit_admin, domain::Role::system_administrator}) {
    const auto above = add(std::string{domain::name_of(role)} + "@contoh.id", city, role, city);
    BOOST_TEST(problem_of(plan(planner, make_id(), above, province, day_in(3))) == "forbidden above");
    BOOST_TEST(plan(admin, make_id(), above, province, day_in(3)).status == 201u);
  }
  const auto theirs = add("bawahan@contoh.id", city, domain::Role::officer, city);
  BOOST_TEST(plan(planner, make_id(), theirs, province, day_in(3)).status == 201u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(sessions_of_others, MoveFixture)

BOOST_AUTO_TEST_CASE(an_administrator_ends_a_lost_phones_session) {
  Visitor phone{*this, "officer@contoh.id"}, lost{*this, "officer@contoh.id"};
  BOOST_TEST(sessions_of(unit_admin, officer).size() == 2u);
  const auto theirs = protocol::decode_own_sessions(lost.get("/api/v1/sessions").body).value().sessions;
  const auto mine = std::ranges::find(theirs, true, &protocol::OwnSession::current);
  BOOST_TEST(end(unit_admin, officer, mine->id).status == 204u);
  BOOST_TEST(lost.get("/api/v1/sessions/current").status == 401u);
  BOOST_TEST(phone.get("/api/v1/sessions/current").status == 200u);
  auto reader = journal(admin);
  const auto closed = reader.until(EventKind::session_closed, officer.id);
  BOOST_TEST((closed.actor == local.id));
  BOOST_TEST((closed.body.by == local.version));
  BOOST_TEST(end(unit_admin, officer, mine->id).status == 404u);
  BOOST_TEST(end(unit_admin, officer).status == 204u);
  BOOST_TEST(phone.get("/api/v1/sessions/current").status == 401u);
  BOOST_TEST(sessions_of(admin, officer).empty());
}

BOOST_AUTO_TEST_CASE(a_feed_closes_with_its_session) {
  Visitor desk{*this, "sari@contoh.id"};
  FeedReader reader{*this, desk, desk.snapshot().as_of};
  BOOST_REQUIRE(reader.next());
  BOOST_TEST(end(admin, sari).status == 204u);
  while (reader.next()) {
  }
  BOOST_TEST(reader.close_code() == "4401");
}

BOOST_AUTO_TEST_CASE(nobody_ends_the_sessions_of_who_stands_above_them) {
  BOOST_TEST(problem_of(end(unit_admin, chief)) == "forbidden above");
  BOOST_TEST(unit_admin.get("/api/v1/people/" + base::to_string(chief.id) + "/sessions").status == 403u);
  BOOST_TEST(end(unit_admin, anton).status == 404u);
  BOOST_TEST(end(admin, local).status == 204u);
  BOOST_TEST(unit_admin.get("/api/v1/sessions/current").status == 401u);
  Visitor second{*this, "chief@contoh.id"};
  BOOST_TEST(end(admin, chief).status == 204u);  // elsewhere: the one that asks stays
  BOOST_TEST(second.get("/api/v1/sessions/current").status == 401u);
  BOOST_TEST(sessions_of(admin, chief).size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_hubs_own_machine_lists_and_ends_them) {
  Visitor phone{*this, "officer@contoh.id"};
  stop();
  auto offline = hub::open_offline(data()).value();
  const auto found = hub::sessions_of(offline.database, "officer@contoh.id", clock.now()).value();
  BOOST_REQUIRE_EQUAL(found.size(), 1u);
  BOOST_TEST(hub::end_sessions_of(offline.database, clock, "officer@contoh.id", make_id()).error().field.empty());
  BOOST_TEST(hub::end_sessions_of(offline.database, clock, "officer@contoh.id", found[0].id).value() == 1u);
  BOOST_TEST(hub::sessions_of(offline.database, "officer@contoh.id", clock.now()).value().empty());
  BOOST_TEST((hub::sessions_of(offline.database, "siapa", clock.now()).error().fault == base::Fault::not_found));
  const auto events = store::read_about(offline.database, officer.id);
  BOOST_TEST(events.back().draft.kind == "session.closed");
  BOOST_TEST(events.back().draft.actor.is_nil());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
