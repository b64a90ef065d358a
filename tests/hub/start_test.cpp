#include "base/file.h"
#include "hub/account.h"
#include "hub/demo.h"
#include "hub/hub.h"
#include "hub/password.h"
#include "hub/refusal.h"
#include "hub/user_command.h"
#include "hub_fixture.h"
#include "store/person_table.h"
#include "store/place_table.h"
#include "store/unit_table.h"

#include <sys/stat.h>

namespace siaga::test {

using base::Fault;

namespace {

base::Error refused(const std::filesystem::path& data, const base::Clock& clock, std::uint16_t port = 0) {
  hub::HubOptions options;
  options.data = data;
  options.port = port;
  options.reserve = 4096;
  auto started = hub::Hub::start(options, clock);
  BOOST_REQUIRE(!started);
  return started.error();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(start)

BOOST_FIXTURE_TEST_CASE(a_second_hub_on_the_folder_or_the_port_is_refused, HubFixture) {
  const auto folder = refused(data(), clock);
  BOOST_TEST((folder.fault == Fault::conflict));
  BOOST_TEST(hub::refusal(folder).find("hub lain") != std::string::npos);
  const ScratchFolder other;
  const auto port = refused(other.path() / "data", clock, endpoint().port);
  BOOST_TEST((port.fault == Fault::unavailable));
  BOOST_TEST(port.field == "listen");
  Visitor still{*this, "sari@contoh.id"};
  BOOST_TEST(still.get("/healthz").status == 200u);
}

BOOST_FIXTURE_TEST_CASE(a_newer_schema_is_refused, HubFixture) {
  stop();
  {
    auto offline = hub::open_offline(data()).value();
    offline.database.run_script("pragma user_version = 99");
  }
  BOOST_TEST((refused(data(), clock).fault == Fault::unsupported));
}

BOOST_FIXTURE_TEST_CASE(its_own_certificate_stays_and_is_private, HubFixture) {
  const auto before = hub().fingerprint();
  stop();
  start();
  BOOST_TEST(hub().fingerprint() == before);
  struct stat found {};
  BOOST_REQUIRE(::stat((data() / "tls" / "key.pem").c_str(), &found) == 0);
  BOOST_TEST((found.st_mode & 0777) == 0600);
}

BOOST_FIXTURE_TEST_CASE(a_start_is_journaled, HubFixture) {
  Visitor desk{*this, "sari@contoh.id"};
  FeedReader reader{*this, desk, protocol::Cursor{desk.snapshot().as_of.epoch, 0}};
  const auto event = reader.until(protocol::EventKind::hub_started, {});
  BOOST_TEST(event.seq == 1u);
  BOOST_TEST(event.body.version.value() == "test");
}

BOOST_AUTO_TEST_CASE(the_demonstration_is_loaded_once) {
  const ScratchFolder scratch;
  const FakeClock clock;
  hub::start_sodium();
  auto offline = hub::open_offline(scratch.path() / "data").value();
  const auto file = std::filesystem::path{SIAGA_SOURCE_DIR} / "resources/demo/organisation.json";
  BOOST_TEST(hub::load_demo(offline.database, file, clock.now()).value());
  BOOST_TEST(!hub::load_demo(offline.database, file, clock.now()).value());
  auto people = offline.database.query("select count(*) from person");
  people.next();
  BOOST_TEST(people.integer(0) == 817);
  BOOST_TEST(store::unit_table::all(offline.database).size() == 3u);
  BOOST_TEST(store::place_table::all(offline.database).size() == 42u);
  const auto supervisor = store::person_table::find_login(offline.database, "pengawas@contoh.id").value();
  BOOST_TEST(supervisor.person.name == "Sari Wulandari");
  const auto standing = hub::load_account(offline.database, supervisor.person.id, clock.now())->standing;
  BOOST_TEST(standing.may(domain::Action::take_over_sos));
  BOOST_TEST(!standing.units(domain::Action::handle_sos).has_value());  // everywhere
  BOOST_TEST(store::person_table::find_login(offline.database, "operator@contoh.id").has_value());
  const auto officer = store::person_table::find_login(offline.database, "petugas@contoh.id").value();
  BOOST_TEST(
      !hub::load_account(offline.database, officer.person.id, clock.now())->standing.may(domain::Action::read_sos));
}

BOOST_AUTO_TEST_CASE(a_broken_organisation_changes_nothing) {
  const ScratchFolder scratch;
  auto offline = hub::open_offline(scratch.path() / "data").value();
  const auto file = scratch.path() / "organisation.json";
  BOOST_REQUIRE(base::write_atomically(
      file,
      R"({"units":[{"id":"019b8b74-1800-766f-bb25-71bcd3bed088","name":"A","zone":"Asia/Jakarta","emergency":"112"}],"places":[{}]})"));
  BOOST_TEST((hub::load_demo(offline.database, file, {}).error().fault == Fault::invalid));
  BOOST_TEST(store::unit_table::all(offline.database).empty());
  BOOST_TEST((hub::load_demo(offline.database, scratch.path() / "none", {}).error().fault == Fault::not_found));
}

BOOST_FIXTURE_TEST_CASE(people_are_added_from_the_command_line, HubFixture) {
  stop();
  const auto rules = hub::PasswordRules::load_for("/nowhere").value();
  {
    auto offline = hub::open_offline(data()).value();
    hub::NewUser made;
    made.person.name = " Rudi \u202e";
    made.person.email = "rudi@contoh.id";
    made.unit_name = "Kendal";  // a new one
    made.password = "hujan deras di Simpang Lima";
    const auto add = [&] { return hub::add_user(offline.database, clock, rules, made); };
    BOOST_TEST(add().has_value());
    BOOST_TEST((add().error().fault == Fault::conflict));
    made.password = "pendek";
    BOOST_TEST(add().error().field == "password_short");
    made.person.email = "rudi";
    BOOST_TEST(add().error().field == "email");
    BOOST_TEST(store::person_table::find_by_login(offline.database, "rudi@contoh.id")->name == "Rudi");
    const auto change = [&](const std::string& login, const std::string& password) {
      return hub::change_password(offline.database, clock, rules, login, password);
    };
    BOOST_TEST(change("rudi@contoh.id", "Qwertyuiop").error().field == "password_common");
    BOOST_TEST(change("rudi@contoh.id", "bus ketiga pagi ini").has_value());
    BOOST_TEST((change("siapa", "bus ketiga pagi ini").error().fault == Fault::not_found));
    BOOST_TEST(hub::change_second_factor_policy(offline.database, clock, "all").has_value());
    BOOST_TEST(hub::change_second_factor_policy(offline.database, clock, "operator,officer").has_value());
    BOOST_TEST(hub::change_second_factor_policy(offline.database, clock, "operator,raja").error().field == "policy");
    BOOST_TEST(hub::change_password_cost(offline.database, clock, {2, 19 * 1024}).has_value());
    // Nobody gets a role, a password or another policy unseen.
    auto told = offline.database.query(
        "select group_concat(kind, ' ') from (select kind from journal where kind not like 'hub.%' order by seq)");
    BOOST_REQUIRE(told.next());
    BOOST_TEST(told.text(0) ==
               "unit.changed person.added grant.given password.reset policy.changed policy.changed policy.changed");
  }
  start();
  Visitor visitor{*this, "visitor"};
  BOOST_TEST(visitor.sign_in("rudi@contoh.id", "hujan deras di Simpang Lima").status == 401u);
  BOOST_TEST(visitor.sign_in("rudi@contoh.id", "bus ketiga pagi ini").status == 201u);
  // Consoles can read all of it.
  Visitor desk{*this, "sari@contoh.id"};
  FeedReader reader{*this, desk, protocol::Cursor{desk.snapshot().as_of.epoch, 0}};
  reader.until(protocol::EventKind::policy_changed, {});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
