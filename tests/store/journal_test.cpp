#include "store/journal.h"

#include "proof/commitment.h"
#include "store_fixture.h"

#include <limits>
#include <set>

namespace siaga::store {

using namespace std::chrono_literals;

namespace {

struct JournalFixture : test::StoreFixture {
  JournalFixture()
      : database(open(Database::Mode::read_write)),
        journal(
            database, clock,
            [this](auto before, auto after) {
              stepped.emplace_back(before, after);
              return test::event_saying("clock stepped");
            },
            [this] { return clock.uptime(); }) {}

  Appended append(const std::string& text) {
    journal.tick();
    return journal.append(test::event_saying(text));
  }

  Database database;
  std::vector<std::pair<base::Instant, base::Instant>> stepped;
  Journal journal;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(journal_, JournalFixture)

BOOST_AUTO_TEST_CASE(numbers_have_no_gaps_and_go_on_after_a_restart) {
  for (std::uint64_t i = 1; i <= 5; ++i) BOOST_TEST(append("x").seq == i);
  Journal next{database, clock, {}};
  BOOST_TEST(next.end() == 5u);
  next.tick();
  BOOST_TEST(next.append(test::event_saying("y")).seq == 6u);
  BOOST_TEST(journal_end(database) == 6u);
}

BOOST_AUTO_TEST_CASE(time_never_goes_back_and_a_set_back_clock_is_an_event) {
  const auto start = clock.now();
  append("before");
  clock.set(start - 1h);
  const auto after = append("after");
  BOOST_TEST(after.seq == 3u);
  BOOST_TEST((after.at == start));
  BOOST_REQUIRE(stepped.size() == 1u);
  BOOST_TEST((stepped[0] == std::pair{start, start - 1h}));
  append("later");  // told once, not again
  BOOST_TEST(stepped.size() == 1u);
  clock.set(start + 5s);
  BOOST_TEST((append("on").at == start + 5s));
}

BOOST_AUTO_TEST_CASE(a_clock_two_seconds_behind_is_tolerated) {
  const auto start = clock.now();
  append("before");
  clock.set(start - 2s);
  BOOST_TEST((append("after").at == start));
  BOOST_TEST(stepped.empty());
}

BOOST_AUTO_TEST_CASE(a_clock_that_was_set_back_while_the_hub_was_off_is_an_event_too) {
  append("before");
  clock.advance(-1h);
  int told = 0;
  Journal next{database, clock, [&](auto, auto) {
                 ++told;
                 return test::event_saying("clock stepped");
               }};
  next.append(test::event_saying("after"));
  BOOST_TEST(told == 1);
}

BOOST_AUTO_TEST_CASE(what_was_rolled_back_is_forgotten) {
  append("kept");
  journal.take_fresh();
  const auto mark = journal.mark();
  clock.advance(-1h);
  append("dropped");
  database.run("delete from journal where seq > 1");
  journal.rewind(mark);
  BOOST_TEST(journal.take_fresh().empty());
  BOOST_TEST(append("next").seq == 3u);  // the step is told again: its first event was rolled back
  BOOST_TEST(stepped.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_page_ends_at_its_limit_but_has_at_least_one) {
  for (int i = 0; i < 10; ++i) append(std::string(1000, 'x'));
  BOOST_TEST(read_after(database, 0, 1).size() == 1u);
  BOOST_TEST(read_after(database, 0, 3000).size() == 3u);
  BOOST_TEST(read_after(database, 8, 1u << 20).size() == 2u);
  BOOST_TEST(read_after(database, 10, 1u << 20).empty());
  BOOST_TEST(read_after(database, std::numeric_limits<std::int64_t>::max(), 1).empty());
}

BOOST_AUTO_TEST_CASE(everything_comes_back_as_it_was_written) {
  EventDraft draft;
  draft.actor = base::make_id(clock.now());
  draft.on_behalf_of = base::make_id(clock.now());
  draft.kind = "sos.claimed";
  draft.subject = base::make_id(clock.now());
  draft.unit = base::make_id(clock.now());
  draft.body = R"({ "by" : "ä", "odd":  1e0 })";
  draft.people = {base::make_id(clock.now()), base::make_id(clock.now())};
  journal.append(draft);
  const auto events = read_about(database, draft.subject);
  BOOST_REQUIRE(events.size() == 1u);
  const auto& read = events[0].draft;
  BOOST_TEST((read.actor == draft.actor && read.on_behalf_of == draft.on_behalf_of && read.subject == draft.subject));
  BOOST_TEST((read.unit == draft.unit && read.people == draft.people));
  BOOST_TEST(read.kind == draft.kind);
  BOOST_TEST(read.body == draft.body);
  BOOST_TEST(find_event(database, draft.subject, "sos.claimed")->seq == 1u);
  BOOST_TEST(!find_event(database, draft.subject, "sos.released"));
}

BOOST_AUTO_TEST_CASE(salts_are_of_their_own_and_commitments_hold) {
  append("same");
  append("same");
  std::set<Bytes> salts;
  auto row = database.query("select salt, body, commitment from journal");
  while (row.next()) {
    const auto salt = row.blob(0);
    BOOST_REQUIRE(salt.size() == proof::salt_size);
    const std::span<const std::uint8_t, proof::salt_size> bytes{salt.data(), proof::salt_size};
    BOOST_TEST((proof::commit(bytes, row.text(1)) == row.sha256(2)));
    salts.insert(salt);
  }
  BOOST_TEST(salts.size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::store
