// Grants against the tree of units and the calendar.
#include "domain/access.h"

#include "domain/moment.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;
using domain::Action;
using domain::Role;
using domain::Topic;

namespace {

using test::now;

struct Tree {
  base::Id city = base::make_id(now);
  base::Id north = base::make_id(now);
  base::Id terminal = base::make_id(now);
  base::Id south = base::make_id(now);
  std::vector<domain::Unit> units{{city, "Kota", "Asia/Jakarta", "112", {}},
                                  {north, "Utara", "Asia/Jakarta", "112", city},
                                  {terminal, "Terminal", "Asia/Jakarta", "112", north},
                                  {south, "Selatan", "Asia/Jakarta", "112", city}};

  domain::Standing of(std::vector<domain::Grant> grants, base::Instant at = now) const {
    return domain::Standing{grants, units, at};
  }
  static domain::Grant grant(Role role, const base::Id& unit) {
    return {base::make_id(now), {}, role, unit, now, {}, {}};
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(standing, Tree)

BOOST_AUTO_TEST_CASE(a_role_counts_in_its_unit_and_all_below) {
  const auto who = of({grant(Role::operator_, north)});
  BOOST_TEST(who.may(Action::handle_sos));
  BOOST_TEST(who.may(Action::handle_sos, north));
  BOOST_TEST(who.may(Action::handle_sos, terminal));
  BOOST_TEST(!who.may(Action::handle_sos, south));
  BOOST_TEST(!who.may(Action::handle_sos, city));
  BOOST_TEST(who.may(Action::handle_sos, base::Id{}));
  BOOST_TEST(!who.may(Action::take_over_sos));
  BOOST_TEST(who.sees(Topic::sos, terminal));
  BOOST_TEST(!who.sees(Topic::sos, south));
  BOOST_TEST((who.units(Action::handle_sos)->size() == 2u));
  BOOST_TEST(who.units(Action::manage_units)->empty());
}

BOOST_AUTO_TEST_CASE(a_role_is_held_in_its_unit_and_all_below_and_by_some_in_the_whole_organisation) {
  const auto who = of({grant(Role::team_leader, north), grant(Role::auditor, {})});
  BOOST_TEST((who.holds(Role::team_leader, north) && who.holds(Role::team_leader, terminal)));
  BOOST_TEST((!who.holds(Role::team_leader, city) && !who.holds(Role::team_leader, base::Id{})));
  BOOST_TEST((who.holds(Role::auditor, south) && who.holds(Role::auditor, base::Id{})));
  BOOST_TEST(!who.holds(Role::support, north));
}

BOOST_AUTO_TEST_CASE(several_roles_add_up_and_none_reaches_into_the_units_of_another) {
  const auto who = of({grant(Role::operator_, north), grant(Role::head_of_unit, south)});
  BOOST_TEST(who.may(Action::read_sos, south));
  BOOST_TEST(!who.may(Action::handle_sos, south));
  BOOST_TEST(who.may(Action::handle_sos, north));
  BOOST_TEST((who.units(Action::read_sos)->size() == 3u));
  const auto all = of({grant(Role::operator_, north), grant(Role::supervisor, {})});
  BOOST_TEST(!all.units(Action::handle_sos).has_value());
  BOOST_TEST(all.may(Action::take_over_sos, south));
}

BOOST_AUTO_TEST_CASE(a_grant_counts_from_its_beginning_and_not_at_its_end) {
  auto lent = grant(Role::supervisor, north);
  lent.from = now + 1h;
  lent.until = now + 2h;
  BOOST_TEST(!of({lent}).may(Action::handle_sos));
  BOOST_TEST((of({lent}).changes_at() == now + 1h));
  BOOST_TEST(of({lent}, now + 1h).may(Action::handle_sos));
  BOOST_TEST((of({lent}, now + 1h).changes_at() == now + 2h));
  BOOST_TEST(!of({lent}, now + 2h).may(Action::handle_sos));
  BOOST_TEST(!of({lent}, now + 2h).changes_at().has_value());
}

BOOST_AUTO_TEST_CASE(a_circle_of_units_ends) {
  units[0].parent = terminal;
  const auto who = of({grant(Role::operator_, north)});
  for (const auto& unit : units) BOOST_TEST(who.may(Action::handle_sos, unit.id));
}

BOOST_AUTO_TEST_CASE(roles_are_given_where_ones_own_reaches_and_not_above_it) {
  const auto admin = of({grant(Role::unit_admin, north)});
  BOOST_TEST(admin.may_grant(Role::supervisor, terminal));
  BOOST_TEST(!admin.may_grant(Role::supervisor, south));
  BOOST_TEST(!admin.may_grant(Role::supervisor, {}));
  for (const auto role : {Role::unit_admin, Role::head_of_unit, Role::owner, Role::auditor, Role::system_administrator})
    BOOST_TEST(!admin.may_grant(role, north));
  const auto system = of({grant(Role::system_administrator, {})});
  for (std::size_t role = 0; role < domain::role_count; ++role)
    BOOST_TEST(system.may_grant(static_cast<Role>(role), {}));
  const auto local = of({grant(Role::system_administrator, north)});
  BOOST_TEST(local.may_grant(Role::unit_admin, north));
  BOOST_TEST(!local.may_grant(Role::unit_admin, {}));
  BOOST_TEST(!of({grant(Role::supervisor, {})}).may_grant(Role::officer, north));
}

BOOST_AUTO_TEST_CASE(a_phone_stays_signed_in_longer_than_a_console) {
  const auto phone = domain::session_length(of({grant(Role::officer, north)}));
  const auto console = domain::session_length(of({grant(Role::officer, north), grant(Role::operator_, north)}));
  BOOST_TEST((phone.idle > console.idle));
  BOOST_TEST((domain::session_length(domain::Standing{}).idle == phone.idle));
  BOOST_TEST((domain::session_length(console.whole).idle == console.idle));
  BOOST_TEST((domain::session_length(phone.whole).idle == phone.idle));
}

BOOST_AUTO_TEST_SUITE_END()
