#include "hub_fixture.h"

#include <future>

namespace siaga::test {

using protocol::EventKind;

namespace {

protocol::Receipt receipt_of(const net::ClientResponse& answer) {
  BOOST_REQUIRE(answer.status == 200u);
  return protocol::decode_receipt(answer.body).value();
}

protocol::SosStatus status_of(Visitor& visitor, const base::Id& sos) {
  return protocol::decode_sos_status(visitor.get("/api/v1/sos/" + base::to_string(sos) + "/status").body).value();
}

std::vector<EventKind> kinds(const protocol::SosView& view) {
  std::vector<EventKind> found;
  for (const auto& event : view.timeline) found.push_back(event.kind);
  return found;
}

struct DeskFixture : HubFixture {
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  Visitor other{*this, "budi@contoh.id"};
  base::Id sos = make_id();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sos_desk, DeskFixture)

BOOST_AUTO_TEST_CASE(a_retry_is_the_same_alarm_and_another_persons_id_is_refused) {
  const domain::Position place{-6.9833, 110.4093, 8, clock.now()};
  const auto first = phone.raise(sos, place);
  BOOST_TEST(first.status == 201u);
  clock.advance(std::chrono::seconds{10});
  const auto again = phone.raise(sos, place);
  BOOST_TEST(again.status == 200u);
  BOOST_TEST(again.body == first.body);
  Visitor thief{*this, "anton@contoh.id"};
  BOOST_TEST(problem_of(thief.raise(sos)) == "conflict id");
  const auto view = desk.view(sos);
  BOOST_TEST((kinds(view) == std::vector{EventKind::sos_raised}));
  BOOST_TEST(view.sos.nearest.value().metres < 100);
  BOOST_TEST((view.timeline[0].people.at(0).version == officer.version));
}

BOOST_AUTO_TEST_CASE(of_two_supervisors_exactly_one_claims_it) {
  for (int round = 0; round < 10; ++round) {
    const auto contested = make_id();
    phone.raise(contested);
    auto racing = std::async(std::launch::async, [&] { return desk.plain(contested, "claim").status; });
    const auto mine = other.plain(contested, "claim").status;
    const auto theirs = racing.get();
    BOOST_TEST(std::min(mine, theirs) == 200u);
    BOOST_TEST(std::max(mine, theirs) == 409u);
    BOOST_TEST(desk.view(contested).timeline.size() == 2u);
  }
}

BOOST_AUTO_TEST_CASE(the_whole_way_from_press_to_closing) {
  phone.raise(sos);
  BOOST_TEST(desk.plain(sos, "shown").status == 200u);
  BOOST_TEST(desk.plain(sos, "claim").status == 200u);
  BOOST_TEST(problem_of(other.plain(sos, "claim")) == "conflict owner");
  BOOST_TEST(problem_of(other.say(sos, "respond", "Halo")) == "conflict owner");
  BOOST_TEST(other.say(sos, "take-over", "Pergantian jaga").status == 200u);
  BOOST_TEST(other.say(sos, "respond", "Satu").status == 200u);
  BOOST_TEST(other.say(sos, "respond", "Dua").status == 200u);
  const auto status = status_of(phone, sos);
  BOOST_TEST(status.owner_name.value() == "budi");
  BOOST_TEST(status.response.value() == "Dua");
  BOOST_TEST(phone.plain(sos, "withdraw").status == 200u);
  BOOST_TEST(problem_of(phone.plain(sos, "withdraw")) == "conflict withdrawn");
  BOOST_TEST(other.plain(sos, "release").status == 200u);
  BOOST_TEST(problem_of(other.close_sos(sos)) == "conflict unowned");
  BOOST_TEST(desk.plain(sos, "claim").status == 200u);
  BOOST_TEST(desk.close_sos(sos, domain::Outcome::false_alarm).status == 200u);
  BOOST_TEST(problem_of(desk.plain(sos, "claim")) == "conflict closed");
  BOOST_TEST(other.say(sos, "note", "Catatan").status == 200u);

  const auto view = desk.view(sos);
  const std::vector expected{EventKind::sos_raised,     EventKind::sos_shown,     EventKind::sos_claimed,
                             EventKind::sos_taken_over, EventKind::sos_responded, EventKind::sos_responded,
                             EventKind::sos_withdrawn,  EventKind::sos_released,  EventKind::sos_claimed,
                             EventKind::sos_closed,     EventKind::sos_noted};
  BOOST_TEST((kinds(view) == expected));
  BOOST_TEST((view.timeline[3].body.from == sari.version && view.timeline[3].people.size() == 2u));
  BOOST_TEST((view.sos.outcome == domain::Outcome::false_alarm));
  BOOST_TEST(desk.snapshot().sos.empty());
}

BOOST_AUTO_TEST_CASE(a_command_sent_again_gets_its_first_receipt) {
  phone.raise(sos);
  const auto command = make_id();
  const auto first = receipt_of(desk.plain(sos, "claim", command));
  BOOST_TEST(desk.plain(sos, "release").status == 200u);
  stop();
  start();
  Visitor later{*this, "sari@contoh.id"};
  const auto again = receipt_of(later.plain(sos, "claim", command));
  BOOST_TEST((again.seq == first.seq && again.at == first.at));
  BOOST_TEST(!later.view(sos).sos.owner);
  BOOST_TEST(problem_of(later.plain(sos, "release", command)) == "conflict command");
  Visitor second{*this, "budi@contoh.id"};
  BOOST_TEST(problem_of(second.plain(sos, "claim", command)) == "conflict command");
}

BOOST_AUTO_TEST_CASE(the_first_console_that_shows_it_counts) {
  phone.raise(sos);
  const auto first = receipt_of(desk.plain(sos, "shown"));
  clock.advance(std::chrono::seconds{1});
  const auto second = receipt_of(other.plain(sos, "shown"));
  BOOST_TEST(second.seq == first.seq);
  BOOST_TEST((status_of(phone, sos).first_shown_at == first.at));
}

BOOST_AUTO_TEST_CASE(history_is_filtered_and_paged) {
  std::vector<base::Id> all;
  for (int i = 0; i < 5; ++i) {
    all.push_back(make_id());
    phone.raise(all.back());
  }
  desk.plain(all[1], "claim");
  desk.say(all[1], "respond", "Ya");
  const auto page = [&](const std::string& query) {
    const auto answer = desk.get("/api/v1/sos?" + query);
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_sos_page(answer.body).value();
  };
  const auto first = page("responded=no&limit=3");
  BOOST_REQUIRE(first.items.size() == 3u);
  BOOST_TEST((first.items[0].sos.id == all[4] && first.next == all[2]));
  const auto rest = page("responded=no&limit=3&before=" + base::to_string(*first.next));
  BOOST_REQUIRE(rest.items.size() == 1u);
  BOOST_TEST((rest.items[0].sos.id == all[0] && !rest.next));
  const auto answered = page("responded=yes");
  BOOST_REQUIRE(answered.items.size() == 1u);
  BOOST_TEST((answered.items[0].sos.id == all[1] && answered.items[0].people.size() == 2u));
  BOOST_TEST(page("responded=all").items.size() == 5u);
  BOOST_TEST(problem_of(desk.get("/api/v1/sos?limit=0")) == "invalid limit");
}

BOOST_AUTO_TEST_CASE(another_units_alarm_does_not_exist) {
  phone.raise(sos);
  Visitor makassar_desk{*this, "lina@contoh.id"};
  Visitor colleague{*this, "anton@contoh.id"};
  const auto path = "/api/v1/sos/" + base::to_string(sos);
  BOOST_TEST(makassar_desk.get(path).status == 404u);
  BOOST_TEST(makassar_desk.plain(sos, "claim").status == 404u);
  BOOST_TEST(colleague.get(path + "/status").status == 404u);
  BOOST_TEST(colleague.plain(sos, "withdraw").status == 404u);
  const auto snapshot = makassar_desk.snapshot();
  BOOST_TEST(snapshot.sos.empty());
  BOOST_REQUIRE(snapshot.units.size() == 1u);
  BOOST_TEST((snapshot.units[0].id == makassar));
  BOOST_TEST(desk.snapshot().units.size() == 2u);
}

BOOST_AUTO_TEST_CASE(the_track_is_journaled_during_an_sos_only_and_thinly) {
  const auto report = [&](int count) {
    protocol::ReportPositions command;
    for (int i = 0; i < count; ++i)
      command.positions.push_back({-6.98, 110.41 + i * 0.001, 5, clock.now() + std::chrono::seconds{i}});
    return phone.post("/api/v1/positions", protocol::encode(command)).status;
  };
  BOOST_TEST(report(1) == 204u);
  phone.raise(sos);
  clock.advance(std::chrono::minutes{1});
  BOOST_TEST(report(11) == 204u);  // 0…10 s: at 0, 5 and 10
  clock.advance(std::chrono::seconds{1});
  BOOST_TEST(report(1) == 204u);  // too soon
  clock.advance(std::chrono::minutes{1});
  BOOST_TEST(report(1) == 204u);
  const auto view = desk.view(sos);
  BOOST_REQUIRE(view.timeline.size() == 3u);
  BOOST_TEST(view.timeline[1].body.track.size() == 3u);
  BOOST_TEST(view.timeline[2].body.track.size() == 1u);
}

BOOST_AUTO_TEST_CASE(muting_is_journaled_with_its_end) {
  const auto cursor = desk.snapshot().as_of;
  const protocol::MuteCommand mute{make_id(), "K1", std::chrono::minutes{5}, "Rapat"};
  BOOST_TEST(desk.post("/api/v1/consoles/mute", protocol::encode(mute)).status == 200u);
  FeedReader feed{*this, desk, cursor};
  const auto event = feed.until(EventKind::console_muted, sari.id);
  BOOST_TEST((event.body.until == event.at + std::chrono::minutes{5}));
  BOOST_TEST(event.body.text.value() == "Rapat");
  auto longer = mute;
  longer.command = make_id();
  longer.minutes = std::chrono::minutes{31};
  BOOST_TEST(problem_of(desk.post("/api/v1/consoles/mute", protocol::encode(longer))) == "invalid /minutes");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
