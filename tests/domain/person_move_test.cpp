// Moves between units from a day on (R20): which plans hold, and what becomes of the roles.
#include "domain/person_move.h"

#include "domain/moment.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;
using domain::Role;

namespace {

using test::now;
const auto here = base::make_id(now), there = base::make_id(now), above = base::make_id(now);

domain::Grant held(Role role, const base::Id& unit, base::Instant from = now - 24h) {
  return {base::make_id(now), base::make_id(now), role, unit, from, {}, {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(person_move)

BOOST_AUTO_TEST_CASE(a_plan_lies_ahead_leads_elsewhere_and_is_the_only_one) {
  domain::Person person;
  person.unit = here;
  domain::PersonMove move{base::make_id(now), person.id, there, now + 24h, {}};
  BOOST_TEST(check_move(move, person, {}, now).has_value());
  BOOST_TEST(check_move(move, person, {&move, 1}, now).has_value());
  auto wrong = move;
  wrong.at = now;
  BOOST_TEST(check_move(wrong, person, {}, now).error().field == "day");
  wrong = move;
  wrong.unit = here;
  BOOST_TEST(check_move(wrong, person, {}, now).error().field == "unit");
  wrong = move;
  wrong.id = base::make_id(now);
  BOOST_TEST(check_move(wrong, person, {&move, 1}, now).error().field == "move");
}

BOOST_AUTO_TEST_CASE(roles_for_the_old_unit_end_and_an_officers_goes_along) {
  auto over = held(Role::officer, here), limited = held(Role::officer, here);
  over.until = now - 1h;
  limited.until = now + 48h;
  const std::vector<domain::Grant> grants{limited,
                                          held(Role::supervisor, here),
                                          held(Role::coordinator, above),
                                          held(Role::auditor, {}),
                                          over,
                                          held(Role::team_leader, here, now + 72h)};
  const auto moved = domain::move_roles(grants, here, there, now);
  BOOST_REQUIRE_EQUAL(moved.ended.size(), 3u);
  BOOST_TEST((moved.ended[0].id == limited.id));
  BOOST_TEST((moved.ended[0].until == now));
  BOOST_TEST((moved.ended[2].until == now + 72h));  // one that hasn't begun never does
  BOOST_REQUIRE_EQUAL(moved.given.size(), 1u);
  BOOST_TEST((moved.given[0].unit == there));
  BOOST_TEST((moved.given[0].from == now));
  BOOST_TEST((moved.given[0].until == limited.until));
}

BOOST_AUTO_TEST_SUITE_END()
