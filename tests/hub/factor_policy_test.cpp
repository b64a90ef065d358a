// Of whom a second factor is asked, and what becomes of a role that waits for one.
#include "domain/names.h"
#include "protocol/account.h"
#include "strict_hub.h"

namespace siaga::test {

BOOST_FIXTURE_TEST_SUITE(factor_policy, StrictHub)

BOOST_AUTO_TEST_CASE(a_role_that_is_given_later_opens_nothing_by_a_password_alone) {
  Visitor phone{*this, "officer@contoh.id"};
  give(officer, domain::Role::supervisor, clock.now());
  BOOST_TEST(problem_of(phone.get("/api/v1/snapshot")) == "forbidden second_factor");
  BOOST_TEST(state_of(phone.get("/api/v1/sessions/current")) == "needed");
  BOOST_TEST(phone.raise(make_id()).status == 201u);  // nothing stands before an alarm
  stop();
  start();
  BOOST_TEST(problem_of(read_as(phone, "/api/v1/snapshot")) == "forbidden second_factor");
}

BOOST_AUTO_TEST_CASE(who_is_on_duty_goes_on_as_what_they_are_until_they_show_a_factor) {
  Visitor witness{*this, "officer@contoh.id"};  // of Semarang, where the operator of Makassar has no role
  const auto elsewhere = make_id(), here = make_id();
  BOOST_REQUIRE(witness.raise(elsewhere).status == 201u);
  BOOST_REQUIRE((Visitor{*this, "anton@contoh.id"}.raise(here).status == 201u));
  Visitor desk{*this, "lina@contoh.id"};
  Visitor other{*this, "lina@contoh.id"};
  const auto before = desk.snapshot();
  FeedReader feed{*this, desk, before.as_of};
  BOOST_REQUIRE(feed.next());
  give(lina, domain::Role::supervisor, clock.now());
  while (feed.next()) {
  }
  BOOST_TEST(feed.close_code() == "1000");                   // begin anew: the console reads what waits
  FeedReader back{*this, desk, before.as_of, before.scope};  // also one that was cut off meanwhile
  while (back.next()) {
  }
  BOOST_TEST(back.close_code() == "1000");
  const auto waits = view_of(desk);
  BOOST_TEST((waits.second_factor == domain::SecondFactor::none && !waits.has_factor));
  BOOST_REQUIRE_EQUAL(waits.waiting.size(), 1u);
  BOOST_TEST((waits.waiting[0].role == domain::Role::supervisor));
  BOOST_REQUIRE_EQUAL(waits.grants.size(), 1u);
  BOOST_TEST((waits.grants[0].role == domain::Role::operator_));
  FeedReader anew{*this, desk, desk.snapshot().as_of};
  BOOST_TEST(anew.next().has_value());
  // As before: alarms of Makassar, and of nowhere else; nothing of a supervisor's.
  BOOST_TEST(desk.snapshot().sos.size() == 1u);
  BOOST_TEST(desk.plain(here, "claim").status == 200u);
  BOOST_TEST(desk.get("/api/v1/sos/" + base::to_string(elsewhere)).status == 404u);
  BOOST_TEST(desk.get("/api/v1/sos/" + base::to_string(elsewhere) + "/status").status == 404u);
  BOOST_TEST(problem_of(desk.say(here, "take-over", "Saya.")) == "forbidden second_factor");
  stop();
  start();
  BOOST_TEST(read_as(desk, "/api/v1/snapshot").status == 200u);
  BOOST_TEST(read_as(desk, "/api/v1/sos/" + base::to_string(elsewhere)).status == 404u);

  Visitor again{*this, "visitor"};
  BOOST_TEST(again.sign_in("lina@contoh.id").status == 201u);
  enrol(again);
  BOOST_TEST(again.snapshot().sos.size() == 2u);
  BOOST_TEST(view_of(again).waiting.empty());
  // Another session of theirs showed none: it goes on as an operator's, and says that a factor is there to be shown.
  const auto still = protocol::decode_session_view(read_as(other, "/api/v1/sessions/current").body).value();
  BOOST_TEST((still.has_factor && still.waiting.size() == 1u));
  BOOST_TEST(read_as(other, "/api/v1/sos/" + base::to_string(elsewhere)).status == 404u);
}

BOOST_AUTO_TEST_CASE(the_role_counts_in_the_session_that_enrols) {
  Visitor desk{*this, "lina@contoh.id"};
  give(lina, domain::Role::supervisor, clock.now());
  const auto elsewhere = make_id();
  BOOST_REQUIRE((Visitor{*this, "officer@contoh.id"}.raise(elsewhere).status == 201u));
  FeedReader feed{*this, desk, desk.snapshot().as_of};
  BOOST_REQUIRE(feed.next());
  enrol(desk);
  while (feed.next()) {
  }
  BOOST_TEST(feed.close_code() == "1000");
  BOOST_TEST(desk.plain(elsewhere, "claim").status == 200u);
  BOOST_TEST((view_of(desk).second_factor == domain::SecondFactor::active));
}

BOOST_AUTO_TEST_CASE(a_role_waits_from_the_moment_on_from_which_it_would_count) {
  using std::chrono::hours;
  Visitor desk{*this, "lina@contoh.id"};
  give(lina, domain::Role::supervisor, clock.now() + hours{1});
  BOOST_TEST(view_of(desk).waiting.empty());
  FeedReader feed{*this, desk, desk.snapshot().as_of};
  BOOST_REQUIRE(feed.next());
  clock.advance(hours{1});
  while (feed.next()) {
  }
  BOOST_TEST(feed.close_code() == "1000");
  BOOST_TEST(view_of(desk).waiting.size() == 1u);
  enrol(desk);
  BOOST_TEST(view_of(desk).waiting.empty());
}

BOOST_AUTO_TEST_CASE(administrators_of_everything_set_of_whom_it_is_asked) {
  const auto path = "/api/v1/second-factor-policy";
  const auto put = [&](Visitor& who, const std::string& policy, const std::string& by = password) {
    return who.send(net::Verb::put, path, protocol::encode_put({domain::factor_policy(policy).value(), by}));
  };
  const auto chief = add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  add("bagian@contoh.id", semarang, domain::Role::system_administrator, semarang);
  Visitor admin{*this, "chief@contoh.id"}, local{*this, "bagian@contoh.id"}, desk{*this, "lina@contoh.id"};
  BOOST_TEST(problem_of(put(admin, "off")) == "forbidden second_factor");  // by a password alone it isn't weakened
  enrol(admin);
  enrol(local);
  BOOST_TEST(problem_of(put(local, "off")) == "forbidden unit");
  BOOST_TEST(problem_of(put(desk, "off")) == "forbidden");
  BOOST_TEST(problem_of(put(admin, "off", "salah")) == "forbidden password");
  BOOST_TEST(problem_of(admin.send(net::Verb::put, path, R"({"policy":"root","password":"x"})")) == "invalid /policy");
  const auto policy = [&] { return protocol::decode_second_factor_policy(admin.get(path).body).value().policy; };
  BOOST_TEST(domain::name_of(policy()) == "on");

  FeedReader feed{*this, desk, desk.snapshot().as_of};
  BOOST_TEST(put(admin, "operator,system_administrator").status == 204u);
  BOOST_TEST(domain::name_of(policy()) == "operator,system_administrator");
  while (feed.next()) {
  }
  BOOST_TEST(feed.close_code() == "4401");  // it counts at once
  BOOST_TEST(state_of(Visitor{*this, "visitor"}.sign_in("sari@contoh.id")) == "none");
  BOOST_TEST(put(admin, "off").status == 204u);
  BOOST_TEST(put(admin, "off").status == 204u);  // changes nothing
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 200u);
  FeedReader journal{*this, admin, {admin.snapshot().as_of.epoch, 0}};
  journal.until(admin.snapshot().as_of.seq);
  std::vector<std::string> told;
  for (const auto& event : journal.events())
    if (event.kind == protocol::EventKind::policy_changed) {
      BOOST_TEST((event.actor == chief.id && event.body.by == chief.version));
      told.push_back(event.body.text.value_or(""));
    }
  const std::vector<std::string> expected{"second_factor operator,system_administrator", "second_factor off"};
  BOOST_TEST(told == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
