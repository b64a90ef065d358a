// The machine's clock is set while the hub works: ahead and back, by an hour and by a year.
#include "store/journal.h"
#include "store_fixture.h"

namespace siaga::store {

using namespace std::chrono_literals;

namespace {

constexpr auto year = std::chrono::hours{24 * 365};

struct StepFixture : test::StoreFixture {
  void begin() {
    database = std::make_unique<Database>(open(Database::Mode::read_write));
    journal = std::make_unique<Journal>(
        *database, clock,
        [this](base::Instant before, base::Instant after) {
          stepped.emplace_back(before, after);
          return test::event_saying("clock stepped");
        },
        [this] { return clock.uptime(); });
  }
  Appended append() {
    journal->tick();
    return journal->append(test::event_saying("x"));
  }

  std::unique_ptr<Database> database;
  std::unique_ptr<Journal> journal;
  std::vector<std::pair<base::Instant, base::Instant>> stepped;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(clock_step, StepFixture)

BOOST_AUTO_TEST_CASE(a_step_ahead_is_an_event_and_a_quiet_night_is_none) {
  begin();
  append();
  clock.advance(10h);
  append();
  BOOST_TEST(stepped.empty());
  const auto before = clock.now();
  for (const auto step : {std::chrono::microseconds{1h}, std::chrono::microseconds{year}}) {
    stepped.clear();
    const auto from = clock.now();
    clock.step(step);
    BOOST_TEST((append().at == from + step));
    append();
    BOOST_REQUIRE(stepped.size() == 1u);
    BOOST_TEST((stepped[0] == std::pair{from, from + step}));
  }
  BOOST_TEST((clock.now() > before + year));
}

BOOST_AUTO_TEST_CASE(a_step_back_is_seen_even_after_a_long_time) {
  begin();
  append();
  clock.advance(2h);
  const auto expected = clock.now();
  clock.step(-1h);  // still later than the newest event
  append();
  BOOST_REQUIRE(stepped.size() == 1u);
  BOOST_TEST((stepped[0] == std::pair{expected, expected - 1h}));
}

BOOST_AUTO_TEST_CASE(the_order_holds_through_any_steps) {
  begin();
  base::Instant last;
  std::uint64_t seq = 0;
  for (const auto step :
       {std::chrono::microseconds{-1h}, std::chrono::microseconds{1h}, std::chrono::microseconds{-year},
        std::chrono::microseconds{2 * year}, std::chrono::microseconds{-3 * year}, std::chrono::microseconds{500ms}}) {
    clock.step(step);
    for (int i = 0; i < 5; ++i) {
      clock.advance(100ms);
      const auto written = append();
      BOOST_TEST(written.seq > seq);
      BOOST_TEST((written.at >= last));
      seq = written.seq;
      last = written.at;
    }
  }
  BOOST_TEST(stepped.size() == 4u);  // the first was before the first event, the last one is tolerated
  std::int64_t at = 0;
  auto row = database->query("select at from journal order by seq");
  while (row.next()) {
    BOOST_TEST(row.integer(0) >= at);
    at = row.integer(0);
  }
}

BOOST_AUTO_TEST_CASE(steps_while_it_was_off_are_seen_when_they_go_back) {
  begin();
  append();
  journal.reset();
  clock.step(year);
  begin();
  append();  // a year passed, or somebody set the clock: nobody can know
  BOOST_TEST(stepped.empty());
  clock.step(-year);
  begin();
  append();
  BOOST_TEST(stepped.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::store
