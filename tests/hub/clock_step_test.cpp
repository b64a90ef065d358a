// The hub's clock is set while people work: ahead and back, by an hour and by a year.
#include "hub/hub.h"
#include "hub_fixture.h"

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

BOOST_AUTO_TEST_CASE(after_a_step_there_and_back_people_go_on_with_their_sessions) {
  clock.step(year);
  BOOST_TEST(phone.raise(make_id()).status == 401u);
  clock.step(-year);
  BOOST_TEST(phone.raise(make_id()).status == 201u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
