// The console's link over a wire that misbehaves: whatever breaks, it goes on from its cursor, misses nothing and shows
// nothing twice.
#include "control_room.h"
#include "support/fault_wire.h"

using namespace siaga;
using namespace siaga::test;
using console::LinkStatus;

namespace {

struct BadLine : ControlRoom {
  BadLine() {
    sign_in(*link, model, faulty.port());
    BOOST_REQUIRE(ui.until([&] { return model.link().last_heartbeat.has_value(); }));
  }

  void raise(int count) {
    for (int i = 0; i < count; ++i) raised.push_back(phone.raise());
  }
  /// All alarms so far are shown, in order, each once.
  void expect_all() {
    BOOST_REQUIRE(ui.until([&] { return arrived.size() >= raised.size(); }, std::chrono::seconds{60}));
    raised.push_back(phone.raise());  // one more, so that a doubled one would have come before it
    BOOST_REQUIRE(ui.until([&] { return arrived.size() >= raised.size(); }, std::chrono::seconds{60}));
    BOOST_TEST((arrived == raised));
    BOOST_TEST(model.losses().empty());
  }
  void expect_broken() {
    BOOST_REQUIRE(ui.until([&] { return model.link().state == LinkStatus::State::broken; }));
  }

  FaultWire faulty{hub.port()};
  Phone phone{hub};
  std::vector<base::Id> raised;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(fault_link, BadLine)

BOOST_AUTO_TEST_CASE(a_black_hole_is_noticed_and_nothing_is_missed) {
  raise(3);
  expect_all();
  faulty.set(FaultWire::Mode::black_hole);
  raise(10);
  expect_broken();
  faulty.set(FaultWire::Mode::pass);
  expect_all();
  BOOST_TEST(model.link().alarms_after_break >= 10u);
}

BOOST_AUTO_TEST_CASE(a_half_open_link_is_noticed_and_nothing_is_missed) {
  faulty.half_open();
  raise(5);
  expect_broken();
  expect_all();
}

BOOST_AUTO_TEST_CASE(resets_and_half_closes_one_after_the_other) {
  for (int i = 0; i < 4; ++i) {
    const auto before = faulty.connections();
    raise(2);
    if (i % 2 == 0) {
      faulty.reset();
    } else {
      faulty.half_close();
    }
    raise(2);
    BOOST_REQUIRE(ui.until([&] { return faulty.connections() > before; }));
    expect_all();
  }
}

BOOST_AUTO_TEST_CASE(a_slow_line_is_not_a_broken_one) {
  for (const auto mode : {FaultWire::Mode::delay, FaultWire::Mode::trickle}) {
    faulty.set(mode);
    raise(5);
    expect_all();
    BOOST_TEST((model.link().state == LinkStatus::State::connected));
  }
}

BOOST_AUTO_TEST_SUITE_END()
