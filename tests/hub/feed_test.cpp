#include "hub/hub.h"
#include "hub_fixture.h"
#include "protocol/directory.h"

#include <future>

namespace siaga::test {

using protocol::EventKind;

namespace {

struct FeedFixture : HubFixture {
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};

  protocol::Cursor end() { return desk.snapshot().as_of; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(feed, FeedFixture)

BOOST_AUTO_TEST_CASE(it_begins_with_a_heartbeat_and_chains_on_from_the_snapshot) {
  const auto cursor = end();
  FeedReader reader{*this, desk, cursor};
  const auto first = reader.next();
  BOOST_REQUIRE(first);
  const auto* heartbeat = std::get_if<protocol::HeartbeatFrame>(&*first);
  BOOST_REQUIRE(heartbeat != nullptr);
  BOOST_TEST(heartbeat->epoch == cursor.epoch);
  BOOST_TEST(heartbeat->seq == cursor.seq);
  BOOST_TEST((heartbeat->at == clock.now()));
  for (int i = 0; i < 20; ++i) {
    const auto sos = make_id();
    phone.raise(sos);
    const auto event = reader.until(EventKind::sos_raised, sos);
    BOOST_TEST(event.seq == cursor.seq + 1 + static_cast<std::uint64_t>(i));
    BOOST_TEST(event.people.at(0).name == "officer");
  }
  BOOST_TEST(reader.events().size() == 20u);
}

BOOST_AUTO_TEST_CASE(heartbeats_come_each_second_without_events) {
  FeedReader reader{*this, desk, end()};
  int beats = 0;
  const auto begun = std::chrono::steady_clock::now();
  while (beats < 3) beats += std::holds_alternative<protocol::HeartbeatFrame>(reader.next().value()) ? 1 : 0;
  const auto took = std::chrono::steady_clock::now() - begun;
  BOOST_TEST((took > std::chrono::milliseconds{1900}));
}

BOOST_AUTO_TEST_CASE(what_was_missed_comes_after_a_break_once_and_in_order) {
  const auto cursor = end();
  std::vector<base::Id> raised;
  for (int i = 0; i < 30; ++i) {
    raised.push_back(make_id());
    phone.raise(raised.back());
  }
  FeedReader reader{*this, desk, cursor};
  reader.until(EventKind::sos_raised, raised.back());
  BOOST_REQUIRE(reader.events().size() == 30u);
  for (std::size_t i = 0; i < 30; ++i) BOOST_TEST((reader.events()[i].subject == raised[i]));
}

BOOST_AUTO_TEST_CASE(after_a_restart_the_ring_is_empty_and_the_store_has_it) {
  const auto cursor = end();
  const auto sos = make_id();
  phone.raise(sos);
  stop();
  start();
  Visitor later{*this, "sari@contoh.id"};
  FeedReader reader{*this, later, cursor};
  reader.until(EventKind::sos_raised, sos);
  reader.until(EventKind::hub_started, {});
}

BOOST_AUTO_TEST_CASE(a_ring_too_small_for_the_gap_is_bridged_by_pages_of_the_store) {
  stop();
  start([](hub::HubOptions& options) {
    options.limits.feed_ring_bytes = 2000;
    options.limits.feed_frame_bytes = 2000;
  });
  Visitor writer{*this, "officer@contoh.id"};
  Visitor reader_desk{*this, "sari@contoh.id"};
  const auto cursor = reader_desk.snapshot().as_of;
  base::Id last;
  for (int i = 0; i < 100; ++i) writer.raise(last = make_id());
  FeedReader reader{*this, reader_desk, cursor};
  reader.until(EventKind::sos_raised, last);
  BOOST_TEST(reader.events().size() == 100u);
}

BOOST_AUTO_TEST_CASE(what_is_not_for_the_reader_is_left_out_and_the_chain_holds) {
  Visitor own{*this, "anton@contoh.id"};
  Visitor makassar_desk{*this, "lina@contoh.id"};
  const auto cursor = makassar_desk.snapshot().as_of;
  FeedReader live{*this, makassar_desk, cursor};
  base::Id seen;
  for (int i = 0; i < 5; ++i) {
    phone.raise(make_id());
    own.raise(seen = make_id());
    phone.raise(make_id());
  }
  const auto last = cursor.seq + 15;
  FeedReader late{*this, makassar_desk, cursor};
  for (auto* reader : {&live, &late}) {
    reader->until(last);
    BOOST_TEST(reader->seq() == last);
    BOOST_REQUIRE(reader->events().size() == 5u);
    BOOST_TEST((reader->events().back().subject == seen));
  }
  stop();  // the same from the store
  start();
  Visitor again{*this, "lina@contoh.id"};
  FeedReader stored{*this, again, cursor};
  stored.until(last);
  std::size_t alarms = 0;
  for (const auto& event : stored.events()) alarms += event.kind == EventKind::sos_raised ? 1 : 0;
  BOOST_TEST(alarms == 5u);
}

namespace {

template <class Frame>
bool begins_with(FeedReader reader) {
  const auto first = reader.next();
  BOOST_REQUIRE(first);
  return std::holds_alternative<Frame>(*first);
}

struct ScopeFixture : FeedFixture {
  domain::Person chief = add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor admin{*this, "chief@contoh.id"};
  Visitor makassar_desk{*this, "lina@contoh.id"};

  void give(domain::Role role, const base::Id& within, std::optional<base::Instant> until = {}) {
    const domain::Grant grant{make_id(), lina.id, role, within, clock.now(), until, {}};
    const auto path = "/api/v1/grants/" + base::to_string(grant.id);
    BOOST_REQUIRE(admin.send(net::Verb::put, path, protocol::encode_put(grant)).status == 201u);
  }
  bool is_reset(const protocol::SnapshotView& seen) {
    return begins_with<protocol::ResetFrame>({*this, makassar_desk, seen.as_of, seen.scope});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(who_was_away_while_their_scope_changed_is_reset_once, ScopeFixture) {
  const auto seen = makassar_desk.snapshot();
  BOOST_TEST(!seen.scope.empty());
  BOOST_TEST(!is_reset(seen));
  give(domain::Role::operator_, semarang);
  BOOST_TEST(is_reset(seen));
  const auto wider = makassar_desk.snapshot();
  BOOST_TEST(!is_reset(wider));
  stop();  // nobody remembers what they saw
  start();
  BOOST_TEST(is_reset(seen));
  BOOST_TEST(!is_reset(wider));
  // Who doesn't say what they saw reads on.
  BOOST_TEST(begins_with<protocol::HeartbeatFrame>({*this, makassar_desk, seen.as_of}));
}

BOOST_FIXTURE_TEST_CASE(a_role_that_ends_by_time_alone_resets_too, ScopeFixture) {
  give(domain::Role::supervisor, semarang, clock.now() + std::chrono::hours{1});
  const auto seen = makassar_desk.snapshot();
  clock.advance(std::chrono::hours{2});
  BOOST_TEST(is_reset(seen));
  const auto after = makassar_desk.snapshot();
  BOOST_TEST((after.as_of == seen.as_of));  // no event tells of it
  BOOST_TEST(!is_reset(after));
}

BOOST_FIXTURE_TEST_CASE(a_unit_that_comes_into_their_scope_resets_and_a_new_name_does_not, ScopeFixture) {
  const auto seen = makassar_desk.snapshot();
  const auto put = [this](const domain::Unit& unit) {
    const auto path = "/api/v1/units/" + base::to_string(unit.id);
    BOOST_REQUIRE(admin.send(net::Verb::put, path, protocol::encode_put(unit)).status < 300u);
  };
  put({makassar, "Aaa", "Asia/Makassar", "112", {}});  // and another place in the list of units
  put({make_id(), "Elsewhere", "Asia/Jakarta", "112", semarang});
  BOOST_TEST(!is_reset(seen));
  put({make_id(), "Depo", "Asia/Makassar", "112", makassar});
  BOOST_TEST(is_reset(seen));
}

BOOST_AUTO_TEST_CASE(a_cursor_of_another_epoch_is_lost) {
  FeedReader reader{*this, desk, protocol::Cursor{"0123456789abcdef", 7}};
  const auto frame = reader.next();
  BOOST_REQUIRE(frame);
  const auto* lost = std::get_if<protocol::LostFrame>(&*frame);
  BOOST_REQUIRE(lost != nullptr);
  BOOST_TEST(lost->first == 1u);
  BOOST_TEST(lost->last == 7u);
  BOOST_TEST(lost->epoch == end().epoch);
  BOOST_TEST(!reader.next());
  BOOST_TEST(reader.close_code() == "4409");
}

BOOST_AUTO_TEST_CASE(a_cursor_beyond_the_end_is_lost) {
  auto cursor = end();
  const auto newest = cursor.seq;
  cursor.seq += 5;
  FeedReader reader{*this, desk, cursor};
  const auto frame = reader.next();
  BOOST_REQUIRE(frame);
  const auto* lost = std::get_if<protocol::LostFrame>(&*frame);
  BOOST_REQUIRE(lost != nullptr);
  BOOST_TEST(lost->seq == newest);
  BOOST_TEST(lost->first == newest + 1);
  BOOST_TEST(lost->last == newest + 5);
  BOOST_TEST(!reader.next());
  BOOST_TEST(reader.close_code() == "4409");
  const protocol::ConfirmLoss seen{make_id(), "K1", cursor.epoch, lost->first, lost->last};
  BOOST_TEST(desk.post("/api/v1/losses", protocol::encode(seen)).status == 200u);
}

BOOST_AUTO_TEST_CASE(the_end_of_the_session_closes_it) {
  FeedReader signed_out{*this, desk, end()};
  BOOST_TEST(desk.send(net::Verb::del, "/api/v1/sessions/current").status == 204u);
  int told = 0;
  while (signed_out.next()) ++told;
  BOOST_TEST(signed_out.close_code() == "4401");
  BOOST_TEST(told <= 2);  // it has one beat a second: within that
  Visitor other{*this, "budi@contoh.id"};
  FeedReader expired{*this, other, other.snapshot().as_of};
  clock.advance(std::chrono::hours{24 * 31});
  while (expired.next()) {
  }
  BOOST_TEST(expired.close_code() == "4401");
}

BOOST_AUTO_TEST_CASE(a_stopping_hub_says_so) {
  FeedReader reader{*this, desk, end()};
  BOOST_REQUIRE(reader.next());
  auto stopping = std::async(std::launch::async, [this] { stop(); });
  while (reader.next()) {
  }
  stopping.get();
  BOOST_TEST(reader.close_code() == "1001");
}

BOOST_AUTO_TEST_CASE(a_slow_reader_keeps_nobody_waiting_and_catches_up) {
  const auto cursor = end();
  FeedReader slow{*this, desk, cursor};
  FeedReader quick{*this, desk, cursor};
  base::Id last;
  for (int i = 0; i < 200; ++i) {
    phone.raise(last = make_id());
    quick.until(EventKind::sos_raised, last);
  }
  slow.until(EventKind::sos_raised, last);
  BOOST_TEST(slow.events().size() == 200u);
}

BOOST_AUTO_TEST_CASE(positions_come_unsequenced_and_only_of_seen_units) {
  Visitor own{*this, "anton@contoh.id"};
  Visitor makassar_desk{*this, "lina@contoh.id"};
  protocol::ReportPositions command;
  command.positions.push_back({-5.14, 119.4, 5, clock.now()});
  BOOST_TEST(phone.post("/api/v1/positions", protocol::encode(command)).status == 204u);
  BOOST_TEST(own.post("/api/v1/positions", protocol::encode(command)).status == 204u);
  const auto entries = [&](const Visitor& who, protocol::Cursor cursor) {
    FeedReader reader{*this, who, std::move(cursor)};
    while (true) {
      const auto frame = reader.next().value();
      if (const auto* positions = std::get_if<protocol::PositionsFrame>(&frame)) return positions->entries;
    }
  };
  BOOST_TEST(entries(desk, end()).size() == 2u);
  const auto seen = entries(makassar_desk, makassar_desk.snapshot().as_of);
  BOOST_REQUIRE(seen.size() == 1u);
  BOOST_TEST((seen[0].person == anton.id));
}

BOOST_AUTO_TEST_CASE(no_web_page_reads_it) {
  const auto target = "/api/v1/feed?after=" + protocol::to_string(end());
  BOOST_TEST(desk.get(target).status == 426u);
  for (const auto* origin : {"https://contoh.id", "null", ""})
    BOOST_TEST(desk.send(net::Verb::get, target, {}, {{"Origin", origin}}).status == 403u);
}

BOOST_AUTO_TEST_CASE(the_gauge_counts_readers) {
  const auto gauge = [&] { return desk.get("/metrics").body; };
  {
    FeedReader reader{*this, desk, end()};
    BOOST_REQUIRE(reader.next());
    BOOST_TEST(gauge().find("siaga_feed_readers 1\n") != std::string::npos);
  }
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (gauge().find("siaga_feed_readers 0\n") == std::string::npos)
    BOOST_REQUIRE((std::chrono::steady_clock::now() < give_up));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
