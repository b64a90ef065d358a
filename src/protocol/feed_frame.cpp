#include "protocol/feed_frame.h"

#include "protocol/event_read.h"
#include "protocol/json_reader.h"
#include "protocol/parts_json.h"

#include <charconv>

namespace siaga::protocol {

namespace json = boost::json;
using base::Fault;

std::string to_string(const Cursor& cursor) { return cursor.epoch + ":" + std::to_string(cursor.seq); }

base::Result<Cursor> parse_cursor(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 64)
    return base::fail(Fault::invalid, "a cursor is EPOCH:SEQ");
  Cursor cursor;
  cursor.epoch = text.substr(0, colon);
  if (cursor.epoch.find_first_not_of("0123456789abcdef-") != std::string::npos)
    return base::fail(Fault::invalid, "an epoch is hex digits and dashes");
  const auto digits = text.substr(colon + 1);
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), cursor.seq);
  if (failed != std::errc{} || end != digits.data() + digits.size() || digits.empty())
    return base::fail(Fault::invalid, "a cursor's seq is a whole number");
  return cursor;
}

namespace {

RangeFrame read_range(ObjectReader& reader) {
  RangeFrame frame;
  frame.from = reader.whole("from");
  frame.to = reader.whole("to");
  if (frame.from == 0 || frame.to < frame.from) reader.fault("to", "does not make a range");
  std::uint64_t last = frame.from - 1;
  reader.objects("events", 1'000'000, [&](ObjectReader& element) {
    auto event = read_event(element);
    if (!event) {
      ++frame.unknown;
      return;
    }
    if (event->seq <= last || event->seq > frame.to) element.fault("seq", "is out of order or outside its range");
    last = event->seq;
    frame.events.push_back(std::move(*event));
  });
  return frame;
}

HeartbeatFrame read_heartbeat(ObjectReader reader) {
  HeartbeatFrame frame;
  frame.epoch = reader.text("epoch", 64);
  frame.seq = reader.whole("seq");
  frame.at = reader.instant("at");
  frame.storage_full = reader.text("storage", 16) == "full";
  frame.certificate_expires_at = reader.optional_instant("certificate_expires_at");
  return frame;
}

PositionsFrame read_positions(ObjectReader& reader) {
  PositionsFrame frame;
  reader.objects("positions", 100'000, [&frame](ObjectReader& element) {
    PositionsFrame::Entry entry;
    entry.person = element.id("person");
    entry.position = read_position(element);
    frame.entries.push_back(entry);
  });
  return frame;
}

LostFrame read_lost(ObjectReader reader) {
  LostFrame frame;
  frame.epoch = reader.text("epoch", 64);
  frame.seq = reader.whole("seq");
  frame.first = reader.whole("first");
  frame.last = reader.whole("last");
  return frame;
}

}  // namespace

base::Result<FeedFrame> decode_frame(std::string_view text) {
  const auto parsed = parse_json(text);
  if (!parsed) return parsed.error();
  ObjectReader reader{*parsed, ObjectReader::Unknown::tolerated};
  FeedFrame frame;
  if (reader.has("from"))
    frame = read_range(reader);
  else if (reader.has("heartbeat"))
    frame = read_heartbeat(reader.object("heartbeat"));
  else if (reader.has("positions"))
    frame = read_positions(reader);
  else if (reader.has("lost"))
    frame = read_lost(reader.object("lost"));
  else if (reader.has("reset"))
    frame = ResetFrame{reader.object("reset").text("reason", 64)};
  else
    return base::fail(Fault::unsupported, "a frame of an unknown shape");
  return reader.finish(std::move(frame));
}

std::string encode(const HeartbeatFrame& frame) {
  json::object beat;
  beat["epoch"] = frame.epoch;
  beat["seq"] = frame.seq;
  beat["at"] = base::to_rfc3339(frame.at);
  beat["storage"] = frame.storage_full ? "full" : "ok";
  if (frame.certificate_expires_at) beat["certificate_expires_at"] = base::to_rfc3339(*frame.certificate_expires_at);
  json::object object;
  object["heartbeat"] = std::move(beat);
  return to_text(object);
}

std::string encode(const PositionsFrame& frame) {
  json::array positions;
  for (const auto& entry : frame.entries) {
    auto position = to_json(entry.position);
    position["person"] = base::to_string(entry.person);
    positions.push_back(std::move(position));
  }
  json::object object;
  object["positions"] = std::move(positions);
  return to_text(object);
}

std::string encode(const ResetFrame& frame) {
  json::object reset;
  reset["reason"] = frame.reason;
  json::object object;
  object["reset"] = std::move(reset);
  return to_text(object);
}

std::string encode(const LostFrame& frame) {
  json::object lost;
  lost["epoch"] = frame.epoch;
  lost["seq"] = frame.seq;
  lost["first"] = frame.first;
  lost["last"] = frame.last;
  json::object object;
  object["lost"] = std::move(lost);
  return to_text(object);
}

std::string range_head(std::uint64_t from, std::uint64_t to) {
  return "{\"from\":" + std::to_string(from) + ",\"to\":" + std::to_string(to) + ",\"events\":[";
}

std::string_view range_tail() { return "]}"; }

}  // namespace siaga::protocol
