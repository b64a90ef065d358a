// Bad input is refused by name, and nothing of it is stored.
#include "hub_fixture.h"

namespace siaga::test {

namespace {

struct Case {
  std::string name;
  std::string body;
  unsigned status;
  std::string problem;
};

std::string alarm(const std::string& members) {
  return R"({"pressed_at":"2026-11-22T02:14:37Z","sent_at":"2026-11-22T02:14:37Z")" + members + "}";
}

std::vector<Case> alarms() {
  return {{"not JSON", "pressed", 400, "invalid"},
          {"cut off", R"({"pressed_at":"2026-)", 400, "invalid"},
          {"empty", " ", 400, "invalid"},
          {"a list", "[]", 400, "invalid"},
          {"missing", alarm(""), 400, "invalid /drill"},
          {"unknown", alarm(R"(,"drill":false,"loud":true)"), 400, "invalid /loud"},
          {"wrong type", alarm(R"(,"drill":"false")"), 400, "invalid /drill"},
          {"no time", R"({"pressed_at":"kemarin","sent_at":"2026-11-22T02:14:37Z","drill":false})", 400,
           "invalid /pressed_at"},
          {"off the globe",
           alarm(R"(,"drill":false,"position":{"lat":91,"lon":0,"accuracy_m":1,"at":"2026-11-22T02:14:37Z"})"), 400,
           "invalid /position/lat"},
          {"invalid UTF-8", alarm(",\"drill\":false,\"\xff\xfe\":1"), 400, "invalid"},
          {"depth of 10 000", alarm(",\"drill\":" + std::string(10'000, '[')), 400, "invalid"},
          {"10 MB", alarm(",\"drill\":false" + std::string(10u << 20, ' ')), 413, "too-large"}};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bad_input, HubFixture)

BOOST_AUTO_TEST_CASE(an_alarm_that_is_none_is_refused_and_nothing_is_stored) {
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  const auto before = desk.snapshot().as_of.seq;
  for (const auto& bad : alarms()) {
    BOOST_TEST_CONTEXT(bad.name) {
      const auto answer = phone.send(net::Verb::put, "/api/v1/sos/" + base::to_string(make_id()), bad.body);
      BOOST_TEST(answer.status == bad.status);
      const auto problem = problem_of(answer);
      BOOST_TEST(problem.starts_with(bad.problem), problem << " doesn't start with " << bad.problem);
    }
  }
  const auto after = desk.snapshot();
  BOOST_TEST(after.as_of.seq == before);
  BOOST_TEST(after.sos.empty());
}

BOOST_AUTO_TEST_CASE(a_text_must_say_something_and_not_too_much) {
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  const auto sos = make_id();
  phone.raise(sos);
  BOOST_TEST(problem_of(desk.say(sos, "note", " \n ")) == "invalid /text");
  BOOST_TEST(problem_of(desk.say(sos, "note", std::string(2001, 'x'))) == "invalid /text");
  BOOST_TEST(desk.say(sos, "note", std::string(2000, 'x')).status == 200u);
}

BOOST_AUTO_TEST_CASE(what_does_not_exist_and_verbs_that_do_not_fit) {
  Visitor nobody{*this, "nobody"};
  for (const std::string path :
       {"/", "/api/v1/nothing", "/api/v1/sos/not-an-id", "/api/v1/sos//claim", "/api/v1/snapshot/"}) {
    BOOST_TEST_CONTEXT(path) {
      BOOST_TEST(nobody.get(path).status == 404u);
      BOOST_TEST(problem_of(nobody.get(path)) == "not-found");
    }
  }
  const auto answer = nobody.send(net::Verb::patch, "/api/v1/sos/" + base::to_string(make_id()));
  BOOST_TEST(answer.status == 405u);
  BOOST_TEST(answer.header("Allow").value_or("") == "PUT, GET");
  BOOST_TEST(problem_of(answer) == "unsupported");
}

BOOST_AUTO_TEST_CASE(tokens_that_are_none) {
  Visitor nobody{*this, "nobody"};
  for (const std::string header : {"", "Bearer", "Bearer ", "Bearer x", "Basic eDp5"}) {
    BOOST_TEST_CONTEXT(header) {
      BOOST_TEST(nobody.send(net::Verb::get, "/api/v1/snapshot", {}, {{"Authorization", header}}).status == 401u);
    }
  }
  BOOST_TEST(
      nobody.send(net::Verb::get, "/api/v1/snapshot", {}, {{"Authorization", "Bearer " + std::string(5000, 'x')}})
          .status == 401u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
