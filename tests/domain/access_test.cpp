// Who may do what, as a table.
#include "domain/access.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using domain::Action;
using domain::Role;

BOOST_AUTO_TEST_CASE(what_each_role_may) {
  struct Row {
    Action action;
    bool officer, operator_, supervisor;
  };
  for (const auto& row :
       {Row{Action::raise_sos, true, true, true}, Row{Action::read_own_sos, true, true, true},
        Row{Action::watch_desk, false, true, true}, Row{Action::handle_sos, false, true, true},
        Row{Action::take_over_sos, false, false, true}, Row{Action::mute_console, false, true, true}}) {
    domain::Person person;
    person.role = Role::officer;
    BOOST_TEST(domain::may(person, row.action) == row.officer);
    person.role = Role::operator_;
    BOOST_TEST(domain::may(person, row.action) == row.operator_);
    person.role = Role::supervisor;
    BOOST_TEST(domain::may(person, row.action) == row.supervisor);
  }
}

BOOST_AUTO_TEST_CASE(whose_matters_are_seen) {
  const base::Instant now{};
  domain::Person person;
  person.unit = base::make_id(now);
  BOOST_TEST(domain::sees_unit(person, person.unit));
  BOOST_TEST(domain::sees_unit(person, base::Id{}));
  BOOST_TEST(!domain::sees_unit(person, base::make_id(now)));
  person.scope = domain::Scope::all_units;
  BOOST_TEST(domain::sees_unit(person, base::make_id(now)));
}
