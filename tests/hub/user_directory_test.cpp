// The directory from the hub's own machine: the console's decisions and events, on behalf of an administrator.
#include "hub/user_directory.h"

#include "base/zone.h"
#include "hub/hub.h"
#include "hub_fixture.h"
#include "store/unit_table.h"

#include <algorithm>

namespace siaga::test {

namespace {

struct OfflineDirectory : HubFixture {
  domain::Person chief = add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  std::optional<hub::OfflineStore> opened;

  OfflineDirectory() {
    stop();
    opened.emplace(hub::open_offline(data()).value());
  }
  hub::OfflineHand hand(const std::string& as = {}) { return {opened->database, clock, as}; }
  std::vector<hub::ListedPerson> named(const std::string& name) {
    auto people = hub::list_people(hand(), {}).value();
    std::erase_if(people, [&](const hub::ListedPerson& one) { return one.person.name != name; });
    return people;
  }
  hub::RoleWish role(const std::string& login, domain::Role which) {
    hub::RoleWish wish;
    wish.login = login;
    wish.role = which;
    return wish;
  }
  std::int64_t count(const std::string& where) {
    auto row = opened->database.query("select count(*) from journal where " + where);
    row.next();
    return row.integer(0);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(user_directory, OfflineDirectory)

BOOST_AUTO_TEST_CASE(a_unit_is_made_below_another_and_told) {
  const auto made = hub::add_unit(hand(), {" Depo  Timur ", "Semarang", "Asia/Jakarta", "112"});
  BOOST_REQUIRE(made.has_value());
  BOOST_TEST(made->name == "Depo Timur");
  const auto units = hub::list_units(hand());
  const auto kept = std::ranges::find(units, made->id, &domain::Unit::id);
  BOOST_REQUIRE((kept != units.end()));
  BOOST_TEST((kept->parent == semarang));
  BOOST_TEST(hub::add_unit(hand(), {"Depo Timur", "", "Asia/Jakarta", "112"}).error().field == "name");
  BOOST_TEST(hub::add_unit(hand(), {"Depo Barat", "Entah", "Asia/Jakarta", "112"}).error().field == "below");
  BOOST_TEST(hub::add_unit(hand(), {"Depo Barat", "", "Asia/Tegal", "112"}).error().field == "zone");
  BOOST_TEST(count("kind = 'unit.changed' and actor = zeroblob(16) and on_behalf_of is not null") == 1);
}

BOOST_AUTO_TEST_CASE(a_role_is_given_for_days_to_a_deputy_and_ended) {
  auto wish = role("lina@contoh.id", domain::Role::supervisor);
  wish.within = "Semarang";
  wish.from = base::parse_day("2030-01-01").value();
  wish.until = base::parse_day("2030-01-31").value();
  wish.deputy_for = "anton@contoh.id";
  BOOST_TEST(hub::give_role(hand("chief@contoh.id"), wish).error().field == "deputy_role");
  BOOST_TEST(count("kind = 'grant.given'") == 0);
  wish.deputy_for = "sari@contoh.id";
  const auto given = hub::give_role(hand("chief@contoh.id"), wish);
  BOOST_REQUIRE(given.has_value());
  BOOST_TEST((given->unit == semarang && given->deputy_for == sari.id));
  BOOST_TEST(base::to_rfc3339(given->from) == "2029-12-31T17:00:00.000000Z");
  BOOST_TEST(base::to_rfc3339(given->until.value()) == "2030-01-31T17:00:00.000000Z");
  BOOST_TEST(count("kind = 'grant.given'") == 1);
  BOOST_TEST(named(lina.name).front().roles.size() == 2u);
  BOOST_TEST(hub::end_role(hand(), wish).value() == 1u);
  BOOST_TEST(hub::end_role(hand(), wish).error().field == "role");
  BOOST_TEST(count("kind = 'grant.ended'") == 1);
  wish.until = base::parse_day("2029-01-01").value();
  BOOST_TEST((hub::give_role(hand(), wish).error().fault == base::Fault::invalid));
  wish.within = "Entah";
  BOOST_TEST(hub::give_role(hand(), wish).error().field == "within");
}

BOOST_AUTO_TEST_CASE(who_answers_may_do_what_they_may_do_in_the_console) {
  BOOST_TEST(hub::give_role(hand("sari@contoh.id"), role("lina@contoh.id", domain::Role::owner)).error().field ==
             "role");
  BOOST_TEST(hub::close_account_of(hand("sari@contoh.id"), "lina@contoh.id").error().field == "unit");
  BOOST_TEST(hub::give_role(hand("entah"), role("lina@contoh.id", domain::Role::owner)).error().field == "as");
  auto last = role("chief@contoh.id", domain::Role::system_administrator);
  last.everywhere = true;
  BOOST_TEST(hub::end_role(hand(), last).error().field == "last_administrator");
  BOOST_TEST(hub::close_account_of(hand(), "chief@contoh.id").error().field == "self");
  BOOST_TEST(count("kind like 'grant.%'") == 0);
}

BOOST_AUTO_TEST_CASE(a_move_and_a_closed_account_count_when_the_hub_serves_again) {
  BOOST_TEST(
      hub::move_from(hand(), "lina@contoh.id", "Semarang", base::parse_day("2001-01-01").value()).error().field ==
      "day");
  BOOST_TEST(hub::move_from(hand(), "lina@contoh.id", "Semarang", base::parse_day("2099-01-31").value()).has_value());
  BOOST_TEST(named(lina.name).front().moves.size() == 1u);
  BOOST_TEST(hub::close_account_of(hand(), "lina@contoh.id").value() == 0u);
  const auto closed = named(lina.name).front();
  BOOST_TEST((closed.closed_at.has_value() && closed.roles.empty() && closed.moves.empty()));
  BOOST_TEST(hub::close_account_of(hand(), "budi@contoh.id").has_value());
  BOOST_TEST(hub::open_account_of(hand(), "budi@contoh.id").has_value());
  BOOST_TEST(count("kind = 'person.changed' and on_behalf_of is not null") == 3);
  opened.reset();
  start();
  Visitor visitor{*this, "visitor"};
  BOOST_TEST(visitor.sign_in("lina@contoh.id").status == 401u);
  BOOST_TEST(visitor.sign_in("budi@contoh.id").status == 201u);
}

BOOST_AUTO_TEST_CASE(people_are_listed_by_unit) {
  const auto all = hub::list_people(hand(), {}).value();
  const auto some = hub::list_people(hand(), "Makassar").value();
  BOOST_TEST((some.size() == 2 && all.size() > some.size()));
  for (const auto& one : some) BOOST_TEST(one.unit_name == "Makassar");
  BOOST_TEST(hub::list_people(hand(), "Entah").error().field == "unit");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
