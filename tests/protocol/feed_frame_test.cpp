// Frames of the feed, and cursors.
#include "protocol/feed_frame.h"
#include "protocol/event_json.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;

namespace {

std::string event_text(std::uint64_t seq) {
  protocol::Event event;
  event.seq = seq;
  return protocol::encode_event(event, R"({"version":"1"})");
}

base::Result<protocol::RangeFrame> range(std::uint64_t from, std::uint64_t to, std::vector<std::uint64_t> seqs) {
  auto text = protocol::range_head(from, to);
  for (std::size_t i = 0; i < seqs.size(); ++i) text += (i ? "," : "") + event_text(seqs[i]);
  text += protocol::range_tail();
  const auto frame = protocol::decode_frame(text);
  if (!frame) return frame.error();
  return std::get<protocol::RangeFrame>(*frame);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_range_may_hide_events_but_not_disorder_them) {
  BOOST_TEST(range(101, 140, {101, 120, 140})->events.size() == 3u);
  BOOST_TEST(range(101, 140, {})->to == 140u);
  BOOST_TEST(range(101, 140, {120, 110}).has_error());
  BOOST_TEST(range(101, 140, {120, 120}).has_error());
  BOOST_TEST(range(101, 140, {100}).has_error());
  BOOST_TEST(range(101, 140, {141}).has_error());
  BOOST_TEST(range(140, 101, {}).has_error());
  BOOST_TEST(range(0, 5, {}).has_error());
}

BOOST_AUTO_TEST_CASE(events_of_unknown_kinds_are_counted_not_fatal) {
  auto text = event_text(5);
  text.replace(text.find("hub.started"), 11, "hub.dancing");
  const auto frame = protocol::decode_frame(protocol::range_head(5, 5) + text + "]}").value();
  BOOST_TEST(std::get<protocol::RangeFrame>(frame).unknown == 1u);
}

BOOST_AUTO_TEST_CASE(an_event_without_its_members_spoils_the_range) {
  const auto frame = protocol::decode_frame(protocol::range_head(5, 5) + "{}]}");
  BOOST_REQUIRE(frame.has_error());
  BOOST_TEST((frame.error().fault == base::Fault::invalid));
  BOOST_TEST(frame.error().field == "/events/0/seq");
}

BOOST_AUTO_TEST_CASE(the_other_frames_read_what_they_wrote) {
  const base::Instant at{std::chrono::microseconds{1'795'000'000'000'001}};
  const auto beat = std::get<protocol::HeartbeatFrame>(
      protocol::decode_frame(protocol::encode(protocol::HeartbeatFrame{"ab", 7, at, true})).value());
  BOOST_TEST(beat.seq == 7u);
  BOOST_TEST((beat.at == at));
  BOOST_TEST(beat.storage_full);
  BOOST_TEST(!beat.certificate_expires_at.has_value());
  const protocol::HeartbeatFrame dated{"ab", 7, at, false, at + std::chrono::days{11}};
  const auto read = std::get<protocol::HeartbeatFrame>(protocol::decode_frame(protocol::encode(dated)).value());
  BOOST_TEST((read.certificate_expires_at == dated.certificate_expires_at));
  protocol::PositionsFrame positions;
  positions.entries.push_back({base::make_id(at), {1.5, 2.5, 3, at}});
  const auto moved = std::get<protocol::PositionsFrame>(protocol::decode_frame(protocol::encode(positions)).value());
  BOOST_TEST((moved.entries.at(0).person == positions.entries[0].person));
  BOOST_TEST(moved.entries.at(0).position.lon == 2.5);
  const auto lost = std::get<protocol::LostFrame>(
      protocol::decode_frame(protocol::encode(protocol::LostFrame{"ab", 10, 11, 15})).value());
  BOOST_TEST(lost.first == 11u);
  BOOST_TEST(lost.last == 15u);
  const auto reset =
      std::get<protocol::ResetFrame>(protocol::decode_frame(protocol::encode(protocol::ResetFrame{"scope"})).value());
  BOOST_TEST(reset.reason == "scope");
}

BOOST_AUTO_TEST_CASE(rubbish_is_refused) {
  for (const auto* text :
       {"", "null", "[]", "{}", "{\"from\":1}", "{\"heartbeat\":{}}", "{\"heartbeat\":1}", "{\"positions\":{}}",
        "{\"from\":-1,\"to\":2,\"events\":[]}", "{\"from\":1.5,\"to\":2,\"events\":[]}"})
    BOOST_TEST(protocol::decode_frame(text).has_error(), text);
}

BOOST_AUTO_TEST_CASE(cursors) {
  BOOST_TEST((protocol::parse_cursor("ab-12:77").value() == protocol::Cursor{"ab-12", 77}));
  BOOST_TEST(protocol::to_string({"ab-12", 77}) == "ab-12:77");
  for (const auto* text :
       {"", ":", "ab", ":5", "ab:", "ab:-1", "ab:1x", "ab: 1", "AB:1", "ab:99999999999999999999999", "a/b:1"})
    BOOST_TEST(protocol::parse_cursor(text).has_error(), text);
}
