// What each role may do and see, written down a second time: by role here, by action in domain/role.cpp.
#include "domain/role.h"

#include "domain/names.h"

#include <boost/test/unit_test.hpp>

#include <iterator>
#include <map>
#include <set>
#include <sstream>

using namespace siaga::domain;

namespace {

std::set<std::string> words(const std::string& text) {
  std::istringstream stream{text};
  return {std::istream_iterator<std::string>{stream}, {}};
}

const std::string own = "raise_sos read_own_sos ";
const std::string console = own + "follow_feed confirm_loss ";
const std::string desk = console + "read_sos watch_recording handle_sos mute_console read_people ";
const std::string hands = "read_user_ids confirm_user_ids send_letters ";

const std::map<std::string, std::set<std::string>> actions_of{
    {"officer", words(own)},
    {"operator", words(desk)},
    {"supervisor", words(desk + "take_over_sos")},
    {"coordinator", words(desk + hands + "take_over_sos")},
    {"team_leader", words(console + "read_sos read_people " + hands + "deactivate_user_ids")},
    {"support", words(console + hands + "read_people record_cases")},
    {"document_control", words(console + hands + "read_people keep_logbook export_journal")},
    {"numbering_officer", words(console)},
    {"unit_operator", words(console + "read_people")},
    {"unit_admin", words(console + "read_people manage_people grant_roles end_sessions read_accounts")},
    {"head_of_unit", words(console + "read_sos watch_recording read_people read_user_ids")},
    {"owner", words(console + "read_sos read_people")},
    {"auditor", words("follow_feed read_sos watch_recording read_people read_user_ids export_journal read_accounts")},
    {"system_administrator",
     words(console +
           "read_people manage_people grant_roles manage_units end_sessions read_user_ids manage_applications "
           "read_accounts manage_policy")},
};

const std::map<std::string, std::set<Topic>> topics_of{
    {"officer", {}},
    {"operator", {Topic::hub, Topic::sos, Topic::console, Topic::directory, Topic::position}},
    {"supervisor", {Topic::hub, Topic::sos, Topic::console, Topic::directory, Topic::position}},
    {"coordinator", {Topic::hub, Topic::sos, Topic::console, Topic::directory, Topic::position, Topic::user_id}},
    {"team_leader", {Topic::hub, Topic::sos, Topic::console, Topic::directory, Topic::user_id}},
    {"support", {Topic::hub, Topic::directory, Topic::user_id}},
    {"document_control", {Topic::hub, Topic::directory, Topic::user_id}},
    {"numbering_officer", {Topic::hub}},
    {"unit_operator", {Topic::hub, Topic::directory}},
    {"unit_admin", {Topic::hub, Topic::session, Topic::console, Topic::directory}},
    {"head_of_unit", {Topic::hub, Topic::sos, Topic::console, Topic::directory, Topic::user_id}},
    {"owner", {Topic::hub, Topic::sos, Topic::console, Topic::directory}},
    {"auditor",
     {Topic::hub, Topic::session, Topic::sos, Topic::console, Topic::directory, Topic::position, Topic::user_id}},
    {"system_administrator", {Topic::hub, Topic::session, Topic::console, Topic::directory, Topic::user_id}},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(roles)

BOOST_AUTO_TEST_CASE(what_each_role_may_do_and_see) {
  BOOST_REQUIRE(actions_of.size() == role_count);
  for (std::size_t r = 0; r < role_count; ++r) {
    const auto role = static_cast<Role>(r);
    const std::string name{name_of(role)};
    BOOST_TEST_CONTEXT(name) {
      std::set<std::string> allowed;
      for (std::size_t a = 0; a < action_count; ++a)
        if (const auto action = static_cast<Action>(a); may(role, action)) allowed.emplace(name_of(action));
      BOOST_TEST(allowed == actions_of.at(name), boost::test_tools::per_element());
      std::set<Topic> seen;
      for (std::size_t t = 0; t < topic_count; ++t)
        if (const auto topic = static_cast<Topic>(t); sees(role, topic)) seen.insert(topic);
      BOOST_TEST((seen == topics_of.at(name)));
    }
  }
}

BOOST_AUTO_TEST_CASE(names_lead_back_to_what_they_name) {
  for (std::size_t r = 0; r < role_count; ++r)
    BOOST_TEST((role(name_of(static_cast<Role>(r))) == static_cast<Role>(r)));
  for (std::size_t a = 0; a < action_count; ++a)
    BOOST_TEST((action(name_of(static_cast<Action>(a))) == static_cast<Action>(a)));
  BOOST_TEST(!role("root").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
