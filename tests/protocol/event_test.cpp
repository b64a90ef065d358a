// Every kind of event: its members, and the stored body inserted byte for byte.
#include "protocol/event_json.h"

#include "domain/logbook.h"
#include "protocol/feed_frame.h"

#include <boost/test/unit_test.hpp>

#include <set>
#include <sstream>

using namespace siaga;
using namespace std::chrono_literals;
using protocol::EventKind;

namespace {

constexpr int last_kind = static_cast<int>(EventKind::session_narrowed);
const base::Instant event_at{std::chrono::microseconds{1'795'000'000'123'456}};

/// Everything filled in, so that each kind has its members to write.
protocol::EventBody full_body() {
  protocol::EventBody body;
  body.by = body.from = body.as = body.recording = base::make_id(event_at);
  body.console = "KONSOL-1";
  body.text = "Regu \"A\" dikirim\n";
  body.pressed_at = body.sent_at = body.until = body.clock_before = body.clock_after = body.backed_up_at = event_at;
  body.position = domain::Position{-6.9833, 110.4093, 4, event_at};
  body.nearest = domain::NearestPlace{base::make_id(event_at), 40.5};
  body.drill = body.abandoned = true;
  body.outcome = domain::Outcome::drill;
  body.track = {*body.position, *body.position};
  body.content_type = "video/mp4";
  body.file_name = "../klip.mp4";
  body.declared_size = body.size = 123456789;
  body.sha256 = base::sha256("x");
  body.examination = domain::Examination{true, "mp4", "h264", "aac", 1800ms, ""};
  body.examination->part = domain::SeenPart{4096, event_at};
  body.version = "0.1.0";
  body.epoch = "ab12";
  body.name = "Utara";
  body.zone = "Asia/Jakarta";
  body.grant = body.within = body.deputy_for = base::make_id(event_at);
  body.role = domain::Role::team_leader;
  body.since = event_at;
  body.first = 3;
  body.last = 9;
  body.book_no = body.attempt = body.corrects = 7;
  body.book_previous = body.letter = base::sha256("surat");
  body.application = body.user_id = body.agent = body.replaces = base::make_id(event_at);
  body.user_name = "omni.tes";
  body.email = "tes@contoh.id";
  body.case_kind = "deactivate";
  body.letter_date = "2026-11-14";
  body.last_day = "2026-11-21";
  body.due_at = body.retry_at = event_at;
  body.read_state = "inactive";
  body.warning = "4h";
  body.finding = "orphan";
  body.user_ids = {body.user_id.value(), base::make_id(event_at)};
  body.key = "siaga+00000000+AQ==";
  return body;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_kind_has_a_name_of_its_own) {
  std::set<std::string_view> names;
  for (int i = 0; i <= last_kind; ++i) {
    const auto kind = static_cast<EventKind>(i);
    BOOST_TEST(names.insert(protocol::name_of(kind)).second);
    BOOST_TEST((protocol::event_kind(protocol::name_of(kind)) == kind));
  }
  BOOST_TEST(!protocol::event_kind("sos.invented").has_value());
}

// For whose eyes each kind is: written from feed.md and the rules, not from the code. tests/hub/feed_roles_test.cpp
// holds which role sees which topic.
BOOST_AUTO_TEST_CASE(every_kind_is_for_the_eyes_that_the_rules_name) {
  using domain::Topic;
  const std::pair<Topic, std::string> eyes[] = {
      {Topic::hub, "hub.started hub.clock_stepped hub.restored proof.key_rotated policy.changed"},
      {Topic::session,
       "session.opened session.closed session.refused session.narrowed password.reset_requested password.reset "
       "password.changed person.viewed second_factor.enrolled second_factor.removed "
       "second_factor.recovery_used"},
      {Topic::sos,
       "sos.raised sos.withdrawn sos.shown sos.claimed sos.released sos.taken_over sos.responded sos.noted "
       "sos.closed sos.track recording.started recording.finished recording.examined recording.watched"},
      {Topic::console, "console.muted console.unmuted loss.confirmed"},
      {Topic::directory, "person.added person.changed person.move_planned unit.changed grant.given grant.ended"},
      {Topic::user_id,
       "application.changed user_id.listed case.opened case.letter_added case.requested case.ordered case.lapsed "
       "case.attempted case.failed user_id.deactivated user_id.created user_id.confirmed case.handed_over "
       "case.documented case.reopened case.withdrawn case.warned finding.opened finding.accepted "
       "user_id.seen_active logbook.corrected logbook.signed_off logbook.held logbook.released "
       "logbook.disposed logbook.exported"}};
  std::set<std::string> told;
  for (const auto& [topic, kinds] : eyes) {
    std::istringstream words{kinds};
    for (std::string name; words >> name;) {
      const auto kind = protocol::event_kind(name);
      BOOST_REQUIRE_MESSAGE(kind.has_value(), name);
      BOOST_TEST((protocol::topic_of(*kind) == topic), name);
      BOOST_TEST(told.insert(name).second, name << " stands there twice");
    }
  }
  BOOST_TEST(told.size() == static_cast<std::size_t>(last_kind) + 1, "a kind is for nobody's eyes yet");
}

BOOST_AUTO_TEST_CASE(every_kind_reads_what_it_wrote_and_writes_it_again) {
  const auto body = full_body();
  for (int i = 0; i <= last_kind; ++i) {
    const auto kind = static_cast<EventKind>(i);
    const auto text = protocol::encode_body(kind, body);
    const auto decoded = protocol::decode_body(kind, text);
    BOOST_REQUIRE_MESSAGE(decoded.has_value(), protocol::name_of(kind));
    BOOST_TEST(protocol::encode_body(kind, *decoded) == text);
  }
}

BOOST_AUTO_TEST_CASE(a_kind_writes_its_members_and_no_others) {
  BOOST_TEST(protocol::encode_body(EventKind::sos_claimed, full_body()).find("\"text\"") == std::string::npos);
  BOOST_TEST(protocol::encode_body(EventKind::sos_responded, full_body()).find("Regu") != std::string::npos);
  BOOST_TEST(protocol::encode_body(EventKind::hub_started, full_body()) == R"({"version":"0.1.0"})");
}

BOOST_AUTO_TEST_CASE(an_entry_of_the_logbook_begins_with_its_place_in_it) {  // so siaga-verify reads it there
  for (int i = 0; i <= last_kind; ++i) {
    const auto kind = static_cast<EventKind>(i);
    const auto text = protocol::encode_body(kind, full_body());
    const auto begin = R"({"book_no":7,"book_previous":")" + base::to_hex(base::sha256("surat")) + '"';
    BOOST_TEST(text.starts_with(begin) == domain::is_logbook_entry(protocol::name_of(kind)), protocol::name_of(kind));
    BOOST_TEST((text.find("book_no") != std::string::npos) == text.starts_with(begin), protocol::name_of(kind));
  }
}

BOOST_AUTO_TEST_CASE(a_required_member_that_is_missing_is_named) {
  BOOST_TEST(protocol::decode_body(EventKind::sos_responded, R"({"text":"x"})").error().field == "/by");
  BOOST_TEST(protocol::decode_body(EventKind::recording_finished, "{}").error().field == "/recording");
}

BOOST_AUTO_TEST_CASE(the_stored_body_travels_byte_for_byte) {
  protocol::Event event;
  event.seq = 42;
  event.at = event_at;
  event.actor = event.subject = event.unit = base::make_id(event_at);
  event.kind = EventKind::sos_noted;
  domain::Person person;
  person.id = person.version = person.unit = event.actor;
  person.name = "Sari </b>";
  event.people.push_back(person);
  const std::string body = R"({"by":")" + base::to_string(event.actor) + R"(",  "text":"A"})";
  const auto text = protocol::encode_event(event, body);
  BOOST_TEST(text.find(body) != std::string::npos);
  const auto frame = protocol::decode_frame(protocol::range_head(42, 42) + text + std::string{protocol::range_tail()});
  const auto range = std::get<protocol::RangeFrame>(frame.value());
  BOOST_REQUIRE(range.events.size() == 1u);
  const auto& decoded = range.events[0];
  BOOST_TEST(decoded.seq == 42u);
  BOOST_TEST((decoded.at == event_at));
  BOOST_TEST((decoded.kind == EventKind::sos_noted));
  BOOST_TEST(*decoded.body.text == "A");
  BOOST_REQUIRE(decoded.people.size() == 1u);
  BOOST_TEST(decoded.people[0].name == "Sari </b>");
  BOOST_TEST(!decoded.on_behalf_of.has_value());
}

BOOST_AUTO_TEST_CASE(a_duration_beyond_all_time_is_refused_and_does_not_become_negative) {
  const auto examined = [](std::string duration) {
    const std::string id = R"("01931f5e-8c7a-7def-8123-456789abcdef")";
    return protocol::decode_body(EventKind::recording_examined,
                                 R"({"recording":)" + id + R"(,"examination":{"readable":true,"container":"mp4",)" +
                                     R"("video":"","audio":"","trouble":"","duration_ms":)" + duration + "}}");
  };
  BOOST_TEST((examined("1800").value().examination->duration == 1800ms));
  BOOST_TEST(examined("18446744073709551615").error().field == "/examination/duration_ms");
}
