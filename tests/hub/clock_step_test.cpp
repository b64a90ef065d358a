// The hub's clock is set while people work: ahead and back, by an hour and by a year.
#include "hub/hub.h"
#include "hub_fixture.h"
#include "protocol/directory.h"

#include <algorithm>

namespace siaga::test {

using protocol::EventKind;

namespace {

constexpr std::chrono::microseconds year{std::chrono::hours{24 * 365}};

struct ClockFixture : HubFixture {
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(clock_step, ClockFixture)

BOOST_AUTO_TEST_CASE(steps_are_events_the_order_holds_and_no_alarm_is_lost) {
  const auto cursor = desk.snapshot().as_of;
  FeedReader reader{*this, desk, cursor};
  std::vector<base::Id> raised;
  const std::chrono::microseconds hour{std::chrono::hours{1}};
  for (const auto step : {-hour, hour, -year, hour, std::chrono::microseconds{0}}) {
    clock.step(step);
    for (int i = 0; i < 3; ++i) {
      clock.advance(std::chrono::milliseconds{300});
      raised.push_back(make_id());
      BOOST_TEST(phone.raise(raised.back()).status == 201u);
    }
  }
  reader.until(EventKind::sos_raised, raised.back());
  std::vector<base::Id> seen;
  std::size_t steps = 0;
  base::Instant last;
  for (const auto& event : reader.events()) {
    BOOST_TEST((event.at >= last));
    last = event.at;
    steps += event.kind == EventKind::hub_clock_stepped ? 1 : 0;
    if (event.kind == EventKind::sos_raised) seen.push_back(event.subject);
  }
  BOOST_TEST((seen == raised));
  BOOST_TEST(steps == 4u);
  const auto queue = desk.snapshot();
  BOOST_TEST(queue.sos.size() == raised.size());
}

BOOST_AUTO_TEST_CASE(a_step_says_what_the_clock_should_have_said) {
  FeedReader reader{*this, desk, desk.snapshot().as_of};
  clock.advance(std::chrono::minutes{10});
  const auto expected = clock.now();
  const std::chrono::microseconds step{std::chrono::hours{24 * 20}};  // sessions are good for a month
  clock.step(step);
  phone.raise(make_id());
  const auto stepped = reader.until(EventKind::hub_clock_stepped, {});
  BOOST_TEST((stepped.body.clock_before == expected));
  BOOST_TEST((stepped.body.clock_after == expected + step));
}

BOOST_AUTO_TEST_CASE(a_stand_in_decides_until_their_hour_by_the_clock_that_was_set_right) {
  add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor admin{*this, "chief@contoh.id"};
  const std::chrono::microseconds hour{std::chrono::hours{1}};
  clock.step(hour);
  const auto sos = make_id();
  BOOST_REQUIRE(phone.raise(sos).status == 201u);
  clock.step(-hour);  // the journal's time is ahead of it from here on
  const domain::Grant grant{
      make_id(), anton.id, domain::Role::supervisor, {}, clock.now(), clock.now() + std::chrono::minutes{30}, {}};
  const auto path = "/api/v1/grants/" + base::to_string(grant.id);
  BOOST_REQUIRE(admin.send(net::Verb::put, path, protocol::encode_put(grant)).status == 201u);
  Visitor stand_in{*this, "visitor"};
  const auto opened = stand_in.sign_in("anton@contoh.id");
  BOOST_REQUIRE(opened.status == 201u);
  const auto actions = protocol::decode_session_view(opened.body).value().actions;
  BOOST_TEST((std::ranges::find(actions, domain::Action::handle_sos) != actions.end()));
  BOOST_TEST(stand_in.plain(sos, "claim").status == 200u);
  clock.advance(std::chrono::minutes{30});
  BOOST_TEST(stand_in.plain(sos, "release").status == 403u);
}

BOOST_AUTO_TEST_CASE(people_go_on_with_their_sessions_through_any_step) {
  FeedReader reader{*this, desk, desk.snapshot().as_of};
  for (const auto step : {year, -year, -year, year}) {
    clock.step(step);
    const auto sos = make_id();
    BOOST_TEST(phone.raise(sos).status == 201u);
    BOOST_TEST(desk.get("/api/v1/sessions/current").status == 200u);
    reader.until(EventKind::sos_raised, sos);
  }
}

BOOST_AUTO_TEST_CASE(a_step_that_is_undone_while_the_hub_is_off_forgets_no_session) {
  const net::Headers bearer{{"Authorization", "Bearer " + desk.token()}};
  const auto current = [&] {
    return Visitor{*this, "visitor"}.send(net::Verb::get, "/api/v1/sessions/current", {}, bearer).status;
  };
  clock.step(year);
  BOOST_TEST(phone.raise(make_id()).status == 201u);  // the journal is ahead from here on
  stop();
  clock.step(-year);
  start();
  BOOST_TEST(current() == 200u);
}

BOOST_AUTO_TEST_CASE(time_that_passes_ends_sessions_whatever_the_clock_says) {
  clock.step(-year);
  clock.advance(std::chrono::hours{13});
  BOOST_TEST(problem_of(desk.get("/api/v1/sessions/current")) == "unauthenticated session_idle");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
