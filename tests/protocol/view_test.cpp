// Views read what they wrote, down to the optional members.
#include "protocol/view.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;

namespace {

const base::Instant seen_at{std::chrono::microseconds{1'795'000'000'123'456}};

domain::Person person(std::string name) {
  domain::Person someone;
  someone.id = someone.version = someone.unit = base::make_id(seen_at);
  someone.name = std::move(name);
  someone.nrp = "00190417";
  return someone;
}

protocol::SosView sos_view() {
  protocol::SosView view;
  view.sos.id = view.sos.unit = view.sos.reporter = view.sos.reporter_version = base::make_id(seen_at);
  view.sos.pressed_at = view.sos.sent_at = view.sos.received_at = seen_at;
  view.sos.position = domain::Position{-6.98, 110.41, 3, seen_at};
  view.sos.owner = base::make_id(seen_at);
  view.sos.responded_at = seen_at + 9s;
  view.sos.outcome = domain::Outcome::other;
  domain::Recording recording;
  recording.id = base::make_id(seen_at);
  recording.sos = view.sos.id;
  recording.state = domain::RecordingState::finished;
  recording.size = 5;
  recording.sha256 = base::sha256("halo!");
  recording.examination = domain::Examination{true, "webm", "vp9", "opus",       1800ms, "cues",    640,
                                              360,  90,     29.97, {0ms, 900ms}, true,   "matroska"};
  view.recordings = {recording, domain::Recording{}};
  protocol::Event event;
  event.seq = 9;
  event.at = seen_at;
  event.kind = protocol::EventKind::sos_noted;
  event.body.by = base::make_id(seen_at);
  event.body.text = "catatan";
  view.timeline.push_back(event);
  view.people = {person("Rudi"), person("Sari")};
  return view;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_sos_with_all_that_belongs_to_it) {
  const auto view = sos_view();
  const auto text = protocol::encode(view);
  const auto decoded = protocol::decode_sos_view(text).value();
  BOOST_TEST(protocol::encode(decoded) == text);
  BOOST_TEST((decoded.sos.owner == view.sos.owner));
  BOOST_TEST(!decoded.sos.closed_at.has_value());
  const auto& found = *decoded.recordings.at(0).examination;
  BOOST_TEST((found.duration == 1800ms && found.width == 640 && found.height == 360 && found.rotation == 90));
  BOOST_TEST((found.frame_rate == 29.97 && found.posters == std::vector<std::chrono::milliseconds>{0ms, 900ms}));
  BOOST_TEST((found.loudness && found.play_copy == "matroska"));
  BOOST_TEST(!decoded.recordings.at(1).sha256.has_value());
  BOOST_TEST(*decoded.timeline.at(0).body.text == "catatan");
  BOOST_TEST(decoded.people.at(1).name == "Sari");
}

BOOST_AUTO_TEST_CASE(the_snapshot_and_pages) {
  protocol::SnapshotView snapshot;
  snapshot.as_of = {"ab12", 140};
  snapshot.at = seen_at;
  snapshot.units.push_back({base::make_id(seen_at), "Trans", "Asia/Jakarta", "112"});
  snapshot.places.push_back({base::make_id(seen_at), base::make_id(seen_at), "Halte", -6.9, 110.4, 50});
  snapshot.sos.push_back(sos_view());
  auto text = protocol::encode(snapshot);
  BOOST_TEST(protocol::encode(protocol::decode_snapshot_view(text).value()) == text);
  protocol::SosPage page;
  page.items.push_back(sos_view());
  page.next = base::make_id(seen_at);
  text = protocol::encode(page);
  BOOST_TEST(protocol::encode(protocol::decode_sos_page(text).value()) == text);
}

BOOST_AUTO_TEST_CASE(sessions_receipts_and_the_officers_status) {
  const auto sari = person("Sari");
  const protocol::SessionView session{
      "token",
      seen_at,
      sari,
      {base::make_id(seen_at), "Trans", "Asia/Jakarta", "112", base::make_id(seen_at)},
      {{base::make_id(seen_at), sari.id, domain::Role::auditor, {}, seen_at, seen_at + 1h, sari.unit}},
      {domain::Action::read_sos, domain::Action::follow_feed}};
  auto text = protocol::encode(session);
  BOOST_TEST(protocol::encode(protocol::decode_session_view(text).value()) == text);
  auto enrolling = session;
  enrolling.second_factor = domain::SecondFactor::needed;
  enrolling.waiting = enrolling.grants;
  enrolling.has_factor = true;
  text = protocol::encode(enrolling);
  BOOST_TEST(protocol::encode(protocol::decode_session_view(text).value()) == text);
  BOOST_TEST((protocol::decode_session_view(text)->second_factor == domain::SecondFactor::needed));
  const std::string member = ",\"second_factor\":\"needed\"";
  text.erase(text.find(member), member.size());  // an older hub
  BOOST_TEST((protocol::decode_session_view(text)->second_factor == domain::SecondFactor::none));
  BOOST_TEST(protocol::decode_receipt(protocol::encode(protocol::Receipt{5, seen_at}))->seq == 5u);
  protocol::SosStatus status;
  status.id = base::make_id(seen_at);
  status.received_at = seen_at;
  status.owner_name = "Sari";
  text = protocol::encode(status);
  const auto decoded = protocol::decode_sos_status(text).value();
  BOOST_TEST(*decoded.owner_name == "Sari");
  BOOST_TEST(!decoded.response.has_value());
}

BOOST_AUTO_TEST_CASE(members_of_a_newer_hub_are_tolerated_and_missing_ones_named) {
  BOOST_TEST(protocol::decode_receipt(R"({"seq":1,"at":"2026-11-22T00:00:00Z","baru":[]})").has_value());
  BOOST_TEST(protocol::decode_receipt(R"({"seq":1})").error().field == "/at");
  BOOST_TEST(protocol::decode_snapshot_view(R"({"as_of":"x"})").error().field == "/as_of");
}
