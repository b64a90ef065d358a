// console/feed_fsm: every rule of a feed's reader, without a socket.
#include "console/feed_fsm.h"

#include "console/handmade.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace siaga::test;
using namespace siaga::console;
using protocol::Cursor;
using State = LinkStatus::State;

namespace {

struct Reader {
  FeedFsm fsm;
  FeedFsm::Time now{};

  explicit Reader(std::optional<Cursor> remembered = std::nullopt) : fsm(std::move(remembered), [] { return 0.5; }) {}

  FeedStep frame(protocol::FeedFrame one) { return fsm.on_frame(std::move(one), now); }
  FeedStep broken() { return fsm.on_closed(base::fail(base::Fault::unavailable, "cut off")); }

  /// Snapshot at `seq`, feed open, first heartbeat there.
  void connect(std::uint64_t seq) {
    fsm.begin();
    BOOST_REQUIRE(std::holds_alternative<OpenFeed>(fsm.on_snapshot(snapshot(seq)).action));
    fsm.on_opened({}, now);
    frame(heartbeat(seq, moment(0)));
  }
};

template <class T>
const T* effect(const FeedStep& step) {
  for (const auto& one : step.effects)
    if (const auto* found = std::get_if<T>(&one)) return found;
  return nullptr;
}

template <class T>
bool next_is(const FeedStep& step) {
  return std::holds_alternative<T>(step.action);
}

bool shows(const FeedStep& step, State state) {
  const auto* shown = effect<State>(step);
  return shown && *shown == state;
}

std::optional<Cursor> opens_after(const FeedStep& step) {
  const auto* open = std::get_if<OpenFeed>(&step.action);
  if (!open) return std::nullopt;
  return open->after;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(feed_fsm)

BOOST_AUTO_TEST_CASE(snapshot_then_feed_then_frames) {
  Reader reader;
  auto step = reader.fsm.begin();
  BOOST_TEST(shows(step, State::connecting));
  BOOST_TEST(next_is<FetchSnapshot>(step));
  step = reader.fsm.on_snapshot(snapshot(10));
  BOOST_TEST(effect<protocol::SnapshotView>(step));
  BOOST_TEST((opens_after(step) == Cursor{"e1", 10}));
  step = reader.fsm.on_opened({}, reader.now);
  BOOST_TEST(next_is<ReadFrame>(step));
  BOOST_TEST(!effect<BeginCatchUp>(step));
  step = reader.frame(heartbeat(11, moment(11)));
  BOOST_TEST(shows(step, State::connected));
  BOOST_TEST(effect<protocol::HeartbeatFrame>(step));
  step = reader.frame(range(11, {raised(11, id_of(1))}));
  BOOST_TEST(effect<protocol::RangeFrame>(step));
  BOOST_TEST(reader.fsm.cursor()->seq == 11u);
}

BOOST_AUTO_TEST_CASE(a_gap_is_never_applied_and_the_feed_is_opened_after_the_last_good_cursor) {
  Reader reader;
  reader.connect(10);
  reader.frame(range(11, {raised(11, id_of(1))}));
  const auto step = reader.frame(range(13, {raised(13, id_of(2))}));
  BOOST_TEST(!effect<protocol::RangeFrame>(step));
  BOOST_TEST(shows(step, State::broken));
  BOOST_REQUIRE(next_is<Pause>(step));
  BOOST_TEST((opens_after(reader.fsm.on_paused()) == Cursor{"e1", 11}));
}

BOOST_AUTO_TEST_CASE(a_repeated_range_is_a_gap_too) {
  Reader reader;
  reader.connect(10);
  reader.frame(range(11, {raised(11, id_of(1))}));
  BOOST_TEST(!effect<protocol::RangeFrame>(reader.frame(range(11, {raised(11, id_of(1))}))));
}

BOOST_AUTO_TEST_CASE(a_range_that_does_not_hold_together_is_not_applied) {
  Reader reader;
  reader.connect(10);
  const auto step = reader.frame(range(11, {raised(12, id_of(1)), raised(12, id_of(2))}));
  BOOST_TEST(!effect<protocol::RangeFrame>(step));
  BOOST_TEST(reader.fsm.cursor()->seq == 10u);
}

BOOST_AUTO_TEST_CASE(an_undecodable_frame_reconnects) {
  Reader reader;
  reader.connect(10);
  const auto step = reader.fsm.on_frame(base::fail(base::Fault::invalid, "not JSON"), reader.now);
  BOOST_TEST(shows(step, State::broken));
  BOOST_TEST(next_is<Pause>(step));
}

BOOST_AUTO_TEST_CASE(a_break_catches_up) {
  Reader reader;
  reader.connect(10);
  BOOST_TEST(shows(reader.broken(), State::broken));
  BOOST_TEST((opens_after(reader.fsm.on_paused()) == Cursor{"e1", 10}));
  const auto failed = reader.fsm.on_opened(base::fail(base::Fault::unavailable, "refused"), reader.now);
  BOOST_TEST(next_is<Pause>(failed));
  reader.fsm.on_paused();
  const auto opened = reader.fsm.on_opened({}, reader.now);
  BOOST_TEST(effect<BeginCatchUp>(opened));
  const auto step = reader.frame(range(11, {raised(11, id_of(1))}));
  BOOST_TEST(shows(step, State::connected));
  BOOST_TEST(effect<protocol::RangeFrame>(step));
}

BOOST_AUTO_TEST_CASE(pauses_grow_until_a_connection_lives) {
  Reader reader;
  reader.connect(10);  // one heartbeat: that alone proves nothing
  std::vector<std::chrono::milliseconds> lengths;
  for (int i = 0; i < 7; ++i) {
    lengths.push_back(std::get<Pause>(reader.broken().action).length);
    reader.fsm.on_paused();
    reader.fsm.on_opened({}, reader.now);
    reader.frame(heartbeat(10, moment(1)));
  }
  BOOST_TEST(lengths.front().count() == 250);
  BOOST_TEST(lengths[1].count() == 500);
  BOOST_TEST(lengths.back().count() == 5000);
  reader.frame(heartbeat(10, moment(2)));
  BOOST_TEST(std::get<Pause>(reader.broken().action).length.count() == 250);
}

BOOST_AUTO_TEST_CASE(silence_is_shown_after_three_seconds_and_cut_after_six) {
  Reader reader;
  reader.connect(10);
  reader.now += std::chrono::milliseconds{2999};
  BOOST_TEST(reader.fsm.on_tick(reader.now).effects.empty());
  reader.now += std::chrono::milliseconds{1};
  BOOST_TEST(shows(reader.fsm.on_tick(reader.now), State::stale));
  BOOST_TEST(reader.fsm.on_tick(reader.now).effects.empty());  // said once
  BOOST_TEST(shows(reader.frame(heartbeat(10, moment(1))), State::connected));
  reader.now += std::chrono::seconds{6};
  const auto step = reader.fsm.on_tick(reader.now);
  BOOST_TEST(shows(step, State::broken));
  BOOST_TEST(next_is<Pause>(step));
}

BOOST_AUTO_TEST_CASE(heartbeats_that_run_ahead_of_the_events_reconnect) {
  Reader reader;
  reader.connect(10);
  for (int i = 0; i < FeedFsm::heartbeats_without_progress; ++i)
    BOOST_TEST(next_is<ReadFrame>(reader.frame(heartbeat(12, moment(i)))));
  const auto step = reader.frame(heartbeat(12, moment(9)));
  BOOST_TEST(next_is<Pause>(step));
  BOOST_TEST((opens_after(reader.fsm.on_paused()) == Cursor{"e1", 10}));
}

BOOST_AUTO_TEST_CASE(another_epoch_behind_the_same_socket_reconnects) {
  Reader reader;
  reader.connect(10);
  BOOST_TEST(next_is<Pause>(reader.frame(heartbeat(10, moment(1), "e2"))));
}

BOOST_AUTO_TEST_CASE(a_reset_reads_the_snapshot_anew) {
  Reader reader;
  reader.connect(10);
  BOOST_TEST(next_is<FetchSnapshot>(reader.frame(protocol::ResetFrame{"scope"})));
  const auto step = reader.fsm.on_snapshot(snapshot(30));
  BOOST_TEST(!effect<Loss>(step));
  BOOST_TEST((opens_after(step) == Cursor{"e1", 30}));
}

BOOST_AUTO_TEST_CASE(the_newest_snapshots_scope_is_brought_along) {
  const auto scope_of = [](const FeedStep& step) { return std::get<OpenFeed>(step.action).scope; };
  Reader reader;
  reader.fsm.begin();
  auto seen = snapshot(10);
  seen.scope = "wide";
  BOOST_TEST(scope_of(reader.fsm.on_snapshot(seen)) == "wide");
  reader.fsm.on_opened({}, reader.now);
  reader.frame(heartbeat(10, moment(0)));
  reader.broken();
  BOOST_TEST(scope_of(reader.fsm.on_paused()) == "wide");
  reader.fsm.on_opened({}, reader.now);
  reader.frame(protocol::ResetFrame{"scope"});
  seen.scope = "narrow";
  BOOST_TEST(scope_of(reader.fsm.on_snapshot(seen)) == "narrow");
}

BOOST_AUTO_TEST_CASE(a_scope_is_not_shown_to_another_log) {
  Reader reader{Cursor{"e0", 5}};
  reader.fsm.begin();
  auto seen = snapshot(10);
  seen.scope = "wide";
  const auto asking = reader.fsm.on_snapshot(seen);
  BOOST_TEST(std::get<OpenFeed>(asking.action).scope == "");
  reader.fsm.on_opened({}, reader.now);
  const auto after = reader.frame(protocol::LostFrame{"e1", 10, 1, 5});
  BOOST_TEST(std::get<OpenFeed>(after.action).scope == "wide");
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_does_not_come_is_shown_as_silence) {
  Reader reader;
  reader.connect(10);
  reader.frame(protocol::ResetFrame{"scope"});
  BOOST_TEST(reader.fsm.on_wait(reader.now + std::chrono::milliseconds{2999}).empty());
  const auto said = reader.fsm.on_wait(reader.now + std::chrono::seconds{3});
  BOOST_REQUIRE(said.size() == 1u);
  BOOST_TEST((std::get<State>(said.front()) == State::stale));
  BOOST_TEST(reader.fsm.on_wait(reader.now + std::chrono::seconds{9}).empty());  // said once
  reader.fsm.on_snapshot(snapshot(30));
  reader.fsm.on_opened({}, reader.now);
  BOOST_TEST(shows(reader.frame(heartbeat(30, moment(1))), State::connected));
}

BOOST_AUTO_TEST_CASE(a_loss_is_told_of_the_cursor_that_was_lost) {
  Reader reader;
  reader.connect(140);
  reader.broken();
  reader.fsm.on_paused();
  reader.fsm.on_opened({}, reader.now);
  const auto step = reader.frame(protocol::LostFrame{"e2", 130, 121, 140});
  const auto* loss = effect<Loss>(step);
  BOOST_REQUIRE(loss);
  BOOST_TEST(loss->epoch == "e1");
  BOOST_TEST(loss->first == 121u);
  BOOST_TEST(loss->last == 140u);
  BOOST_TEST(next_is<FetchSnapshot>(step));
  const auto again = reader.fsm.on_snapshot(snapshot(130, {}, "e2"));
  BOOST_TEST((opens_after(again) == Cursor{"e2", 130}));
  BOOST_TEST(!effect<Loss>(again));
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_fails_is_asked_again) {
  Reader reader;
  reader.fsm.begin();
  const auto step = reader.fsm.on_snapshot(base::fail(base::Fault::unavailable, "down"));
  BOOST_TEST(shows(step, State::connecting));
  BOOST_TEST(next_is<FetchSnapshot>(reader.fsm.on_paused()));
}

BOOST_AUTO_TEST_CASE(what_only_a_person_can_mend_stops) {
  for (const auto fault : {base::Fault::unauthenticated, base::Fault::forbidden, base::Fault::untrusted}) {
    Reader reader;
    reader.connect(10);
    reader.broken();
    reader.fsm.on_paused();
    const auto step = reader.fsm.on_opened(base::fail(fault, "no"), reader.now);
    BOOST_REQUIRE(next_is<Stop>(step));
    BOOST_TEST((std::get<Stop>(step.action).why.fault == fault));
  }
}

BOOST_AUTO_TEST_CASE(the_end_of_the_session_stops) {
  Reader reader;
  reader.connect(10);
  const auto step = reader.fsm.on_closed(base::fail(base::Fault::unavailable, "closed: session", "4401"));
  BOOST_REQUIRE(next_is<Stop>(step));
  BOOST_TEST((std::get<Stop>(step.action).why.fault == base::Fault::unauthenticated));
}

BOOST_AUTO_TEST_CASE(a_remembered_cursor_of_this_log_is_no_loss) {
  for (const std::uint64_t seq : {1u, 10u}) {
    Reader reader{Cursor{"e1", seq}};
    reader.fsm.begin();
    BOOST_TEST((opens_after(reader.fsm.on_snapshot(snapshot(10))) == Cursor{"e1", 10}));
  }
}

BOOST_AUTO_TEST_CASE(a_remembered_cursor_beyond_the_end_or_of_another_log_is_put_to_the_hub) {
  for (const auto& remembered : {Cursor{"e1", 11}, Cursor{"e0", 3}}) {
    Reader reader{remembered};
    reader.fsm.begin();
    auto step = reader.fsm.on_snapshot(snapshot(10));
    BOOST_TEST(effect<protocol::SnapshotView>(step));  // nobody waits for the answer
    BOOST_TEST((opens_after(step) == remembered));
    reader.fsm.on_opened({}, reader.now);
    step = reader.frame(protocol::LostFrame{"e1", 10, 2, 3});
    BOOST_REQUIRE(effect<Loss>(step));
    BOOST_TEST(effect<Loss>(step)->epoch == remembered.epoch);
    BOOST_TEST(effect<Loss>(step)->first == 2u);
    BOOST_TEST((opens_after(step) == Cursor{"e1", 10}));
    reader.fsm.on_opened({}, reader.now);
    BOOST_TEST(shows(reader.frame(heartbeat(10, moment(1))), State::connected));
  }
}

BOOST_AUTO_TEST_CASE(a_break_while_asking_asks_again) {
  Reader reader{Cursor{"e0", 3}};
  reader.fsm.begin();
  reader.fsm.on_snapshot(snapshot(10));
  reader.fsm.on_opened({}, reader.now);
  reader.broken();
  BOOST_TEST((opens_after(reader.fsm.on_paused()) == Cursor{"e0", 3}));
}

BOOST_AUTO_TEST_CASE(a_hub_that_says_nothing_of_a_lost_cursor_is_not_believed) {
  Reader reader{Cursor{"e0", 14}};
  reader.fsm.begin();
  reader.fsm.on_snapshot(snapshot(10));
  reader.fsm.on_opened({}, reader.now);
  BOOST_TEST(!effect<Loss>(reader.frame(heartbeat(10, moment(1)))));
  const auto step = reader.frame(heartbeat(10, moment(2)));
  BOOST_REQUIRE(effect<Loss>(step));
  BOOST_TEST(effect<Loss>(step)->first == 11u);
  BOOST_TEST(effect<Loss>(step)->last == 14u);
}

BOOST_AUTO_TEST_CASE(the_presumed_loss) {
  BOOST_TEST(presumed_loss({"e0", 14}, {"e1", 10}).first == 11u);
  BOOST_TEST(presumed_loss({"e0", 14}, {"e1", 10}).last == 14u);
  BOOST_TEST(presumed_loss({"e0", 9}, {"e1", 10}).first == 1u);
  BOOST_TEST(presumed_loss({"e0", 9}, {"e1", 10}).last == 9u);
}

BOOST_AUTO_TEST_SUITE_END()
