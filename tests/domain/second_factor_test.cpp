// Of whom a second factor is asked.
#include "domain/second_factor.h"

#include <boost/test/unit_test.hpp>

namespace siaga::test {

using domain::FactorPolicy;
using enum domain::Role;

BOOST_AUTO_TEST_SUITE(second_factor_policy)

BOOST_AUTO_TEST_CASE(the_standard_asks_who_decides_about_alarms_accounts_and_rights) {
  const FactorPolicy standard;
  for (const auto role : {supervisor, team_leader, unit_admin, system_administrator}) BOOST_TEST(standard.asks(role));
  for (const auto role : {officer, operator_, coordinator, support, auditor, owner}) BOOST_TEST(!standard.asks(role));
}

BOOST_AUTO_TEST_CASE(an_organisation_asks_nobody_everybody_or_whom_it_names) {
  BOOST_TEST(!domain::factor_policy("off").value().asks(system_administrator));
  BOOST_TEST(domain::factor_policy("all").value().asks(officer));
  const auto named = domain::factor_policy("auditor,operator,auditor").value();
  BOOST_TEST((named.asks(auditor) && named.asks(operator_) && !named.asks(supervisor)));
}

BOOST_AUTO_TEST_CASE(a_policy_keeps_its_name) {
  for (const std::string name : {"on", "off", "all", "auditor", "auditor,operator"})
    BOOST_TEST(domain::name_of(domain::factor_policy(name).value()) == name);
  for (const auto* name : {"", "policy", "auditor,", ",auditor", "admin", "on,off", "All"}) {
    const auto refused = domain::factor_policy(name);
    BOOST_REQUIRE(!refused);
    BOOST_TEST(refused.error().field == "policy");
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
