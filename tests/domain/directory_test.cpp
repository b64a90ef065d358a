// What administrators type: odd names, logins, trees, and the last one of them.
#include "domain/directory.h"

#include "domain/moment.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;
using domain::Role;

namespace {

using test::now;

domain::Person somebody() {
  domain::Person person;
  person.name = "Dewi Lestari";
  person.email = "dewi@contoh.id";
  return person;
}

std::string fault_of(const base::Result<void>& result) { return result ? "" : result.error().field; }

}  // namespace

BOOST_AUTO_TEST_SUITE(directory)

BOOST_AUTO_TEST_CASE(names_lose_what_nobody_can_see) {
  BOOST_TEST(domain::tidy_name("  Dewi\t\n Lestari ") == "Dewi Lestari");
  BOOST_TEST(domain::tidy_name("Dewi\u202Egnp.exe\u202C") == "Dewignp.exe");
  BOOST_TEST(domain::tidy_name("\uFEFFSi\u200Bti\u2066 A\u2069") == "Siti A");
  BOOST_TEST(domain::tidy_name("<b>Ani & Budi</b>") == "<b>Ani & Budi</b>");  // text, wherever it is shown
  BOOST_TEST(domain::tidy_name("Ñoño “Ā” 李") == "Ñoño “Ā” 李");
  BOOST_TEST(domain::tidy_name(" \u200F ").empty());
  BOOST_TEST(domain::tidy_name("A\u061Cn\u180Ei\u2061 \u2064Bu\u00ADd\u0085i\u2028\u206F") == "Ani Budi");
  BOOST_TEST(domain::tidy_name("A\xC2") == "A\xC2");
  BOOST_TEST(domain::tidy_name("a\xE2\x80") == "a\xE2\x80");  // cut short: nothing is read beyond
}

BOOST_AUTO_TEST_CASE(people_have_a_name_and_a_login) {
  BOOST_TEST(fault_of(check_person(somebody())) == "");
  auto person = somebody();
  person.name = "";
  BOOST_TEST(fault_of(check_person(person)) == "name");
  for (int i = 0; i < 120; ++i) person.name += "é";
  BOOST_TEST(fault_of(check_person(person)) == "");
  person.name += "é";
  BOOST_TEST(fault_of(check_person(person)) == "name");
  person = somebody();
  for (const auto* wrong :
       {"dewi", "@contoh.id", "dewi@", "de wi@contoh.id", "dewi@contoh.id\r\nBcc: x", "<a@b>", "a@b@c", "a(b)@x",
        "dewi@contoh.id\u200B", "d\u00E9wi@contoh.id", "dewi@contoh.id\x7F", "dewi:a@contoh.id"}) {
    person.email = wrong;
    BOOST_TEST(fault_of(check_person(person)) == "email");
  }
  person.email = "";
  BOOST_TEST(fault_of(check_person(person)) == "email");
  for (const auto* good : {"007", "198501012010011001"}) {
    person.nrp = good;
    BOOST_TEST(fault_of(check_person(person)) == "");
  }
  for (const auto* wrong : {"1234567890123456789", "12a", "-1", "１２"}) {
    person.nrp = wrong;
    BOOST_TEST(fault_of(check_person(person)) == "nrp");
  }
  person = somebody();
  person.phone = "+62 812 (kantor)";
  BOOST_TEST(fault_of(check_person(person)) == "");
  for (const auto* wrong : {"\u202E218 26+", "+62\t812", "+62 812\x07", "+62 812\u200B"}) {
    person.phone = wrong;
    BOOST_TEST(fault_of(check_person(person)) == "phone");
  }
}

BOOST_AUTO_TEST_CASE(units_form_a_tree) {
  domain::Unit city{base::make_id(now), "Kota", "Asia/Jakarta", "112", {}};
  domain::Unit north{base::make_id(now), "Utara", "Asia/Makassar", "112", city.id};
  const std::vector<domain::Unit> tree{city, north};
  BOOST_TEST(fault_of(check_unit(north, tree)) == "");
  city.parent = north.id;
  BOOST_TEST(fault_of(check_unit(city, tree)) == "parent");
  city.parent = city.id;
  BOOST_TEST(fault_of(check_unit(city, tree)) == "parent");
  city.parent = base::make_id(now);
  BOOST_TEST(fault_of(check_unit(city, tree)) == "parent");
  north.zone = "Asia/Tegal";
  BOOST_TEST(fault_of(check_unit(north, tree)) == "zone");
  north.name = "";
  BOOST_TEST(fault_of(check_unit(north, tree)) == "name");
}

BOOST_AUTO_TEST_CASE(a_grant_ends_after_it_begins_and_nobody_is_their_own_deputy) {
  domain::Grant grant{base::make_id(now), base::make_id(now), Role::team_leader, {}, now, now + 1s, base::make_id(now)};
  BOOST_TEST(fault_of(check_grant(grant)) == "");
  grant.until = now;
  BOOST_TEST(fault_of(check_grant(grant)) == "until");
  grant.until.reset();
  grant.deputy_for = grant.person;
  BOOST_TEST(fault_of(check_grant(grant)) == "deputy_for");
}

BOOST_AUTO_TEST_CASE(a_deputy_is_for_somebody_who_holds_that_role_there_on_the_first_day) {
  const domain::Unit city{base::make_id(now), "Kota", "Asia/Jakarta", "112", {}};
  const domain::Unit north{base::make_id(now), "Utara", "Asia/Jakarta", "112", city.id};
  const std::vector<domain::Unit> tree{city, north};
  const auto absent = base::make_id(now);
  const auto held_from = [&](base::Instant from, const base::Id& unit) {
    return std::vector{domain::Grant{base::make_id(now), absent, Role::team_leader, unit, from, {}, {}}};
  };
  domain::Grant deputy{base::make_id(now), base::make_id(now), Role::team_leader, north.id, now, {}, absent};
  BOOST_TEST(fault_of(check_deputy(deputy, held_from(now, north.id), tree)) == "");
  BOOST_TEST(fault_of(check_deputy(deputy, held_from(now, city.id), tree)) == "");
  BOOST_TEST(fault_of(check_deputy(deputy, held_from(now, {}), tree)) == "");
  BOOST_TEST(fault_of(check_deputy(deputy, {}, tree)) == "deputy_role");
  auto theirs = held_from(now + 1h, north.id);
  BOOST_TEST(fault_of(check_deputy(deputy, theirs, tree)) == "deputy_role");  // not yet
  deputy.from = now + 1h;
  BOOST_TEST(fault_of(check_deputy(deputy, theirs, tree)) == "");
  theirs.front().until = now + 1h;
  BOOST_TEST(fault_of(check_deputy(deputy, theirs, tree)) == "deputy_role");  // no longer
  theirs = held_from(now, north.id);
  theirs.front().role = Role::support;
  BOOST_TEST(fault_of(check_deputy(deputy, theirs, tree)) == "deputy_role");
  theirs = held_from(now, north.id);
  theirs.front().deputy_for = base::make_id(now);
  BOOST_TEST(fault_of(check_deputy(deputy, theirs, tree)) == "deputy_role");  // a deputy has none
  deputy.unit = city.id;
  BOOST_TEST(fault_of(check_deputy(deputy, held_from(now, north.id), tree)) == "deputy_role");  // more than they have
}

BOOST_AUTO_TEST_CASE(the_last_administrator_stays) {
  const auto administrator = [](const base::Id& unit) {
    return domain::Grant{base::make_id(now), base::make_id(now), Role::system_administrator, unit, now, {}, {}};
  };
  std::vector<domain::Grant> all{administrator({}), administrator(base::make_id(now)), administrator({})};
  all[2].until = now + 1h;
  BOOST_TEST(fault_of(check_end(all[0], all, now)) == "last_administrator");  // one of a unit, one for an hour
  BOOST_TEST(fault_of(check_end(all[1], all, now)) == "");
  all[2].until.reset();
  BOOST_TEST(fault_of(check_end(all[0], all, now)) == "");
  all[2].from = now + 1h;
  BOOST_TEST(fault_of(check_end(all[0], all, now)) == "last_administrator");
  domain::Grant other = all[0];
  other.role = Role::supervisor;
  BOOST_TEST(fault_of(check_end(other, all, now)) == "");
}

BOOST_AUTO_TEST_SUITE_END()
