#include "base/file.h"
#include "hub/first_start_code.h"
#include "hub/hub.h"
#include "hub/second_factor.h"
#include "hub_fixture.h"

#include <sys/stat.h>

#include <atomic>
#include <set>
#include <thread>

namespace siaga::test {

namespace {

/// A hub that knows nobody.
struct FreshHub : HubFixture {
  FreshHub() {
    stop();
    std::filesystem::remove_all(data());
    start();
  }

  std::filesystem::path code_file() const { return data() / "first-start-code"; }
  std::string code() { return hub().first_start_code().value_or(""); }

  protocol::FirstStart right() {
    return {code(), "Rina", "rina@contoh.id", "007", "", "hujan deras di Simpang Lima", "Semarang", "Asia/Jakarta"};
  }
  net::ClientResponse begin(const protocol::FirstStart& wished) {
    return Visitor{*this, "visitor"}.post("/api/v1/first-start", protocol::encode(wished));
  }
  unsigned look() { return Visitor{*this, "visitor"}.get("/api/v1/first-start").status; }
  void restart() {
    stop();
    start();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(first_start, FreshHub)

BOOST_AUTO_TEST_CASE(the_code_makes_the_first_person_who_then_signs_in) {
  BOOST_TEST(look() == 200u);
  BOOST_TEST(base::read_file(code_file()).value() == code() + "\n");
  struct stat found {};
  BOOST_REQUIRE(::stat(code_file().c_str(), &found) == 0);
  BOOST_TEST((found.st_mode & 0777) == 0600);
  BOOST_TEST(begin(right()).status == 204u);
  BOOST_TEST(!std::filesystem::exists(code_file()));
  BOOST_TEST(look() == 404u);

  Visitor rina{*this, "visitor"};
  const auto first = rina.sign_in("007", "hujan deras di Simpang Lima");
  BOOST_REQUIRE(first.status == 201u);
  BOOST_TEST((protocol::decode_session_view(first.body)->second_factor == domain::SecondFactor::needed));
  auto database = store::Database::open(hub().core().folder.database(), store::Database::Mode::read_write).value();
  hub::set_second_factor_policy(database, {domain::FactorPolicy::Kind::nobody, {}});  // enrolling has tests of its own
  const auto answer = rina.sign_in("007", "hujan deras di Simpang Lima");
  BOOST_REQUIRE(answer.status == 201u);
  const auto view = protocol::decode_session_view(answer.body).value();
  BOOST_TEST(view.unit.name == "Semarang");
  BOOST_TEST(view.unit.zone == "Asia/Jakarta");
  FeedReader reader{*this, rina, protocol::Cursor{rina.snapshot().as_of.epoch, 0}};
  const auto event = reader.until(protocol::EventKind::person_added, view.person.id);
  BOOST_TEST((event.actor == view.person.id));
  BOOST_TEST((event.unit == view.unit.id));
  BOOST_TEST((*event.body.by == view.person.version));
  BOOST_TEST((*event.body.as == view.person.version));
  const auto given = reader.until(protocol::EventKind::grant_given, view.person.id);
  BOOST_TEST((*given.body.role == domain::Role::system_administrator));
  BOOST_TEST(given.body.within->is_nil());
  BOOST_TEST(rina.get("/api/v1/people").status == 200u);
}

BOOST_AUTO_TEST_CASE(it_serves_once_and_never_after_a_restart) {
  const auto wished = right();
  BOOST_TEST(begin(wished).status == 204u);
  BOOST_TEST(begin(wished).status == 404u);
  restart();
  BOOST_TEST(code() == "");
  BOOST_TEST(!std::filesystem::exists(code_file()));
  BOOST_TEST(begin(wished).status == 404u);
}

BOOST_AUTO_TEST_CASE(two_at_the_same_moment_make_one_person) {
  const auto wished = right();
  std::vector<std::jthread> both;
  std::atomic<int> made = 0;
  for (int i = 0; i < 2; ++i)
    both.emplace_back([&] {
      if (begin(wished).status == 204u) ++made;
    });
  both.clear();
  BOOST_TEST(made == 1);
}

BOOST_AUTO_TEST_CASE(a_restart_makes_another_code) {
  const auto old = right();
  restart();
  BOOST_TEST(code() != old.code);
  const auto refused = begin(old);
  BOOST_TEST(refused.status == 403u);
  BOOST_TEST(problem_of(refused) == "forbidden code");
  BOOST_TEST(begin(right()).status == 204u);
}

BOOST_AUTO_TEST_CASE(bad_input_is_named_and_costs_no_code) {
  const auto field = [this](const std::function<void(protocol::FirstStart&)>& spoil) {
    auto wished = right();
    spoil(wished);
    const auto answer = begin(wished);
    BOOST_TEST(answer.status == 400u);
    return problem_of(answer);
  };
  using Wish = protocol::FirstStart;
  BOOST_TEST(field([](Wish& wish) { wish.password = "pendek"; }) == "invalid password_short");
  BOOST_TEST(field([](Wish& wish) { wish.password = "Qwertyuiop"; }) == "invalid password_common");
  BOOST_TEST(field([](Wish& wish) { wish.password = "rina@contoh.id"; }) == "invalid password_login");
  BOOST_TEST(field([](Wish& wish) { wish.name = "  "; }) == "invalid name");
  BOOST_TEST(field([](Wish& wish) { wish.name = std::string(121, 'r'); }) == "invalid name");
  BOOST_TEST(field([](Wish& wish) { wish.name = std::string(1000, 'r'); }) == "invalid /name");
  BOOST_TEST(field([](Wish& wish) { wish.email = wish.nrp = ""; }) == "invalid email");
  BOOST_TEST(field([](Wish& wish) { wish.email = "rina"; }) == "invalid email");
  BOOST_TEST(field([](Wish& wish) { wish.nrp = "0x7"; }) == "invalid nrp");
  BOOST_TEST(field([](Wish& wish) { wish.unit_name = ""; }) == "invalid unit name");
  BOOST_TEST(field([](Wish& wish) { wish.unit_zone = "Europe/Mars"; }) == "invalid unit zone");
  BOOST_TEST(begin(right()).status == 204u);
}

BOOST_AUTO_TEST_CASE(guessing_ends_after_256_wrong_codes_until_the_hub_starts_again) {
  hub::FirstStartCode code{data() / "another-code"};
  BOOST_TEST((code.check("").error().fault == base::Fault::not_found));
  BOOST_REQUIRE(code.open());
  for (int i = 0; i < 256; ++i) BOOST_REQUIRE((code.check("00000-00000").error().fault == base::Fault::forbidden));
  BOOST_TEST((code.check(*code.code()).error().fault == base::Fault::too_many));
  BOOST_REQUIRE(code.open());
  BOOST_TEST(code.check(*code.code()).has_value());
}

BOOST_AUTO_TEST_CASE(a_code_may_be_typed_as_people_type) {
  hub::FirstStartCode code{data() / "another-code"};
  std::set<std::string> all;
  for (int i = 0; i < 200; ++i) {
    BOOST_REQUIRE(code.open());
    const auto shown = *code.code();
    BOOST_TEST(all.insert(shown).second);
    BOOST_TEST(shown.size() == 11u);
    BOOST_TEST(shown.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ-") == std::string::npos);
    auto typed = " " + shown.substr(0, 5) + shown.substr(6) + " ";
    for (auto& c : typed) c = c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
    BOOST_TEST(code.check(typed).has_value());
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_CASE(a_hub_that_knows_somebody_has_no_first_start, HubFixture) {
  Visitor visitor{*this, "visitor"};
  BOOST_TEST(visitor.get("/api/v1/first-start").status == 404u);
  BOOST_TEST(visitor.post("/api/v1/first-start", "{}").status == 404u);
  BOOST_TEST(!std::filesystem::exists(data() / "first-start-code"));
}

}  // namespace siaga::test
