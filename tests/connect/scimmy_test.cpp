// Against a SCIM server by others; scimmy_test.py starts it and runs this suite, which is off by itself.
#include "connect/scim_target.h"
#include "support/fake_clock.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <set>

namespace siaga::test {

using base::Fault;
using connect::Target;
using User = domain::ApplicationUser;

namespace {

struct ScimmyFixture {
  connect::ScimServer settings(const std::string& token = "kunci") const {
    const char* url = std::getenv("SIAGA_SCIMMY");
    BOOST_REQUIRE(url != nullptr);
    connect::ScimServer wished;
    wished.url = url;
    wished.secret = token;
    wished.page = 7;
    return wished;
  }
  FakeClock clock;
  base::StopSwitch stop;
  std::unique_ptr<Target> target = connect::make_scim_target(settings(), clock, stop);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(scimmy, ScimmyFixture, *boost::unit_test::disabled())

BOOST_AUTO_TEST_CASE(an_agent_comes_and_leaves) {
  BOOST_TEST(!target->find("sinta@contoh.id").value());
  const auto made = target->create({"sinta@contoh.id", "sinta@contoh.id", "Sinta \"Ayu\"", "hujan deras"}).value();
  BOOST_TEST(made.active);
  BOOST_TEST(made.name == "Sinta \"Ayu\"");
  BOOST_TEST(target->find("SINTA@contoh.id").value()->id == made.id);
  BOOST_TEST((target->create({"sinta@contoh.id"}).error().field == "exists"));

  const auto off = target->deactivate(made.id).value();
  BOOST_TEST(!off.active);
  BOOST_TEST(!target->read(made.id).value()->active);
  BOOST_TEST(!target->find("sinta@contoh.id").value()->active);
  BOOST_TEST(!target->deactivate(made.id).value().active);  // 204: it was so already
  BOOST_TEST(off.name == made.name);
  BOOST_TEST(off.email == made.email);
}

BOOST_AUTO_TEST_CASE(all_come_page_by_page) {
  for (int i = 0; i < 40; ++i) target->create({"banyak" + std::to_string(i) + "@contoh.id"}).value();
  std::set<std::string> names;
  const auto listed = target->list([&names](User user) -> base::Result<void> {
    names.insert(user.user_name);
    return {};
  });
  BOOST_TEST(listed.has_value());
  BOOST_TEST(std::ranges::count_if(names, [](const auto& name) { return name.starts_with("banyak"); }) == 40);
}

BOOST_AUTO_TEST_CASE(who_is_unknown_or_not_let_in_is_told) {
  BOOST_TEST(!target->read("nobody").value());
  BOOST_TEST((target->deactivate("nobody").error().fault == Fault::not_found));
  BOOST_TEST(!target->find("x\" or userName pr or userName eq \"y").value());
  const auto stranger = connect::make_scim_target(settings("salah"), clock, stop);
  BOOST_TEST((stranger->find("sinta@contoh.id").error().fault == Fault::unauthenticated));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
