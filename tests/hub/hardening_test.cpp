// What each route takes: methods, content types, bodies; and how much of it: requests and feeds of one session. The
// table of routes is walked, so that a new one is held to the same.
#include "hub/pace.h"
#include "hub/routes.h"
#include "hub_fixture.h"

#include "hub/hub.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace siaga::test {

namespace {

constexpr std::array every_verb{net::Verb::get,   net::Verb::head, net::Verb::post,   net::Verb::put,
                                net::Verb::patch, net::Verb::del,  net::Verb::options};
const net::Headers tus_one{{"Tus-Resumable", "1.0.0"}};

std::string filled(std::string_view pattern) {
  std::string path{pattern};
  if (const auto at = path.find("{id}"); at != std::string::npos)
    path.replace(at, 4, "019b8b74-1800-766f-bb25-71bcd3bed088");
  if (const auto at = path.find("{n}"); at != std::string::npos) path.replace(at, 3, "0");
  if (const auto at = path.find("{name}"); at != std::string::npos) path.replace(at, 6, "logbook-1.csv");
  return path;
}

std::string text_of(const hub::Route& route) {
  return std::string{net::name_of(route.verb)} + " " + std::string{route.pattern};
}

bool takes_json(const hub::Route& route) {
  const bool has_body = route.verb == net::Verb::post || route.verb == net::Verb::put;
  // The first start is over here: nothing is read, whatever it is.
  static constexpr std::array files{"/api/v1/uploads", "/api/v1/letters", "/api/v1/profile/photo",
                                    "/api/v1/people-imports", "/api/v1/user-ids/import"};
  const bool is_file = std::ranges::any_of(files, [&](const char* path) { return route.pattern.starts_with(path); });
  return has_body && !is_file && route.pattern != "/api/v1/first-start";
}

struct HardenedFixture : HubFixture {
  HardenedFixture() {
    stop();
    add("admin@contoh.id", semarang, domain::Role::system_administrator, {});
    start();
    add("bantuan@contoh.id", semarang, domain::Role::support, {});
    add("regu@contoh.id", semarang, domain::Role::team_leader, {});
    add("arsip@contoh.id", semarang, domain::Role::document_control, {});
    for (const auto* login : {"sari@contoh.id", "officer@contoh.id", "admin@contoh.id", "bantuan@contoh.id",
                              "regu@contoh.id", "arsip@contoh.id"})
      people.push_back(std::make_unique<Visitor>(*this, login));
  }
  /// As somebody who may: what a role forbids says nothing about bodies.
  net::ClientResponse ask(const hub::Route& route, const std::string& body, const std::string& type) {
    for (auto& visitor : people) {
      auto answer = visitor->send(route.verb, filled(route.pattern), body, {{"Content-Type", type}});
      if (answer.status != 403) return answer;
    }
    BOOST_FAIL("nobody may " + text_of(route));
    return {};
  }
  Visitor& desk() { return *people.at(0); }
  Visitor& phone() { return *people.at(1); }

  std::vector<std::unique_ptr<Visitor>> people;  ///< of the desk, on the road, administering, clerks
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(hardening, HardenedFixture)

BOOST_AUTO_TEST_CASE(every_path_knows_its_methods_and_no_others) {
  std::map<std::string, std::set<net::Verb>> known;
  for (const auto& route : hub::routes()) known[filled(route.pattern)].insert(route.verb);
  for (const auto& [path, verbs] : known)
    for (const auto verb : every_verb) {
      if (verbs.contains(verb)) continue;
      const auto answer = desk().send(verb, path, {}, tus_one);
      BOOST_TEST(answer.status == 405u, net::name_of(verb) << " " << path);
      BOOST_TEST(!answer.header("Allow").value_or("").empty());
    }
}

BOOST_AUTO_TEST_CASE(what_reads_json_takes_nothing_else_for_it) {
  std::size_t walked = 0;
  for (const auto& route : hub::routes()) {
    if (!takes_json(route)) continue;
    ++walked;
    for (const std::string type :
         {"", "text/plain", "application/jsonx", "text/json", "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=a", "text/plain; a=application/json"}) {
      const auto answer = ask(route, "{}", type);
      BOOST_TEST(answer.status == 415u, text_of(route) << " as '" << type << "' → " << answer.status);
      BOOST_TEST(problem_of(answer) == "unsupported Content-Type");
    }
    for (const std::string type : {"application/json", "application/json; charset=utf-8", "Application/JSON"})
      BOOST_TEST(ask(route, "[]", type).status == 400u, text_of(route) << " as '" << type << "'");
  }
  BOOST_TEST(walked >= 12u);
}

BOOST_AUTO_TEST_CASE(uploads_take_pieces_and_nothing_else) {
  const auto sos = make_id();
  phone().raise(sos);
  const auto recording = make_id();
  BOOST_REQUIRE(phone().create_upload(sos, recording, 4).status == 201u);
  const auto path = "/api/v1/uploads/" + base::to_string(recording);
  for (const std::string type : {"", "video/mp4", "application/json", "application/octet-stream"}) {
    net::Headers headers{{"Tus-Resumable", "1.0.0"}, {"Upload-Offset", "0"}, {"Content-Type", type}};
    BOOST_TEST(phone().send(net::Verb::patch, path, "abcd", headers).status == 415u, type);
    BOOST_TEST(phone().send(net::Verb::post, "/api/v1/uploads", "abcd", headers).status == 415u, type);
  }
  BOOST_TEST(phone().offset(recording).value() == 0u);
}

BOOST_AUTO_TEST_CASE(what_has_no_body_is_refused_with_one) {
  for (const auto& route : hub::routes()) {
    const bool bodiless = route.verb == net::Verb::get || route.verb == net::Verb::head ||
                          route.verb == net::Verb::del || route.verb == net::Verb::options;
    if (!bodiless) continue;
    BOOST_TEST(desk().send(route.verb, filled(route.pattern), "{}").status == 400u, text_of(route));
  }
  BOOST_TEST(desk().get("/api/v1/sessions/current").status == 200u, "nothing of it was carried out");
}

BOOST_AUTO_TEST_CASE(a_session_that_asks_too_often_waits_and_nobody_else) {
  stop();
  start([](hub::HubOptions& options) { options.limits.requests_per_second = 2; });
  const auto asked = [this](Visitor& visitor) {
    std::map<unsigned, int> statuses;
    for (int i = 0; i < 60; ++i) ++statuses[visitor.get("/api/v1/sessions/current").status];
    return statuses;
  };
  Visitor wild{*this, "budi@contoh.id"};
  const auto statuses = asked(wild);
  BOOST_TEST(statuses.at(200) >= 10);
  BOOST_TEST(statuses.at(429) >= 1);
  net::ClientResponse refused;
  do refused = wild.get("/api/v1/sessions/current");
  while (refused.status != 429);
  BOOST_TEST(problem_of(refused) == "too-many");
  BOOST_TEST(refused.header("Retry-After").value_or("") == "1");
  Visitor other{*this, "budi@contoh.id"};  // even of the same person
  BOOST_TEST(other.get("/api/v1/sessions/current").status == 200u);
  for (int i = 0; i < 60; ++i)
    BOOST_TEST(wild.content(make_id()).status == 404u, "pieces of recordings aren't counted");
}

BOOST_AUTO_TEST_CASE(pace_saves_for_a_while_and_no_longer) {
  using namespace std::chrono_literals;
  hub::Pace pace;
  const hub::Pace::Time start{std::chrono::hours{1}};
  const auto taken = [&](hub::Pace::Time at) {
    int count = 0;
    while (pace.take(at, 10, 2s)) ++count;
    return count;
  };
  BOOST_TEST(taken(start) == 20);
  BOOST_TEST(taken(start + 50ms) == 0);
  BOOST_TEST(taken(start + 1s) == 10);
  BOOST_TEST(taken(start + 1h) == 20);
  BOOST_TEST(!hub::Pace{}.take(start, 0, 2s));
}

BOOST_AUTO_TEST_CASE(a_session_opens_so_many_feeds_and_no_more) {
  stop();
  start([](hub::HubOptions& options) { options.limits.feeds_of_session = 2; });
  Visitor reader{*this, "sari@contoh.id"};
  Visitor other{*this, "sari@contoh.id"};
  const auto cursor = reader.snapshot().as_of;
  const FeedReader first{*this, reader, cursor};
  {
    const FeedReader second{*this, reader, cursor};
    BOOST_CHECK_THROW((FeedReader{*this, reader, cursor}), std::exception);
    BOOST_CHECK_NO_THROW((FeedReader{*this, other, cursor}));
  }
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  bool room = false;
  while (!room && std::chrono::steady_clock::now() < give_up) try {
      const FeedReader third{*this, reader, cursor};
      room = true;
    } catch (const std::exception&) {  // the hub hasn't seen the end of the second yet
    }
  BOOST_TEST(room);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
