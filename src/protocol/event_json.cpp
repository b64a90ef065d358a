#include "protocol/event_json.h"

#include "domain/names.h"
#include "protocol/event_read.h"
#include "protocol/fields_json.h"
#include "protocol/logbook.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <initializer_list>
#include <type_traits>

namespace siaga::protocol {

namespace json = boost::json;

namespace {

/// Writes one member of the body if it is there, and reads it back.
struct Member {
  void (*write)(json::object& object, const EventBody& body);
  void (*read)(ObjectReader& reader, EventBody& body);
};

using protocol::put;  // else the overloads below would hide it
void put(json::object& object, const char* name, const std::optional<base::Sha256>& value) {
  if (value) object[name] = base::to_hex(*value);
}
template <class T>
requires std::is_arithmetic_v<T>
void put(json::object& object, const char* name, const std::optional<T>& value) {
  if (value) object[name] = *value;
}

namespace members {  // their names are as short as the wire's

// The macro spares twenty pairs of identical lambdas that differ in a name alone.
#define SIAGA_MEMBER(member, getter)                                                        \
  constexpr Member member {                                                                 \
    [](json::object& object, const EventBody& body) { put(object, #member, body.member); }, \
        [](ObjectReader& reader, EventBody& body) { body.member = reader.getter(#member); } \
  }
SIAGA_MEMBER(by, id);
SIAGA_MEMBER(from, id);
SIAGA_MEMBER(recording, id);
SIAGA_MEMBER(as, id);
SIAGA_MEMBER(grant, id);
SIAGA_MEMBER(within, id);
SIAGA_MEMBER(deputy_for, optional_id);
SIAGA_MEMBER(name, text);
SIAGA_MEMBER(zone, text);
SIAGA_MEMBER(since, instant);
SIAGA_MEMBER(console, text);
SIAGA_MEMBER(text, text);
SIAGA_MEMBER(content_type, text);
SIAGA_MEMBER(file_name, text);
SIAGA_MEMBER(version, text);
SIAGA_MEMBER(epoch, text);
SIAGA_MEMBER(pressed_at, instant);
SIAGA_MEMBER(sent_at, instant);
SIAGA_MEMBER(until, instant);
SIAGA_MEMBER(clock_before, instant);
SIAGA_MEMBER(clock_after, instant);
SIAGA_MEMBER(backed_up_at, instant);
SIAGA_MEMBER(drill, flag);
SIAGA_MEMBER(size, whole);
SIAGA_MEMBER(declared_size, optional_whole);
SIAGA_MEMBER(first, whole);
SIAGA_MEMBER(last, whole);
SIAGA_MEMBER(book_no, whole);
SIAGA_MEMBER(application, id);
SIAGA_MEMBER(user_id, id);
SIAGA_MEMBER(user_name, text);
SIAGA_MEMBER(email, text);
SIAGA_MEMBER(agent, optional_id);
SIAGA_MEMBER(case_kind, text);
SIAGA_MEMBER(letter_date, optional_text);
SIAGA_MEMBER(last_day, optional_text);
SIAGA_MEMBER(letter, optional_sha256);
SIAGA_MEMBER(book_previous, optional_sha256);
SIAGA_MEMBER(replaces, optional_id);
SIAGA_MEMBER(due_at, optional_instant);
SIAGA_MEMBER(attempt, whole);
SIAGA_MEMBER(retry_at, optional_instant);
SIAGA_MEMBER(read_state, text);
SIAGA_MEMBER(warning, text);
SIAGA_MEMBER(corrects, whole);
SIAGA_MEMBER(finding, text);
SIAGA_MEMBER(key, text);
#undef SIAGA_MEMBER

constexpr Member by_somebody{[](json::object& object, const EventBody& body) { put(object, "by", body.by); },
                             [](ObjectReader& reader, EventBody& body) { body.by = reader.optional_id("by"); }};
constexpr Member position{[](json::object& object, const EventBody& body) {
                            if (body.position) object["position"] = to_json(*body.position);
                          },
                          [](ObjectReader& reader, EventBody& body) {
                            if (!reader.has("position")) return;
                            auto part = reader.object("position");
                            body.position = read_position(part);
                          }};
constexpr Member nearest{[](json::object& object, const EventBody& body) {
                           if (body.nearest) object["nearest"] = to_json(*body.nearest);
                         },
                         [](ObjectReader& reader, EventBody& body) {
                           if (!reader.has("nearest")) return;
                           auto part = reader.object("nearest");
                           body.nearest = read_nearest(part);
                         }};
constexpr Member ending{[](json::object& object, const EventBody& body) {
                          if (body.outcome) object["outcome"] = to_json(name_of(*body.outcome));
                        },
                        [](ObjectReader& reader, EventBody& body) {
                          body.outcome =
                              reader.named("outcome", [](std::string_view word) { return domain::outcome(word); });
                        }};
constexpr Member held{[](json::object& object, const EventBody& body) {
                        if (body.role) object["role"] = to_json(name_of(*body.role));
                      },
                      [](ObjectReader& reader, EventBody& body) {
                        body.role = reader.named("role", [](std::string_view word) { return domain::role(word); });
                      }};
constexpr Member unit_from_then{
    [](json::object& object, const EventBody& body) { put(object, "within", body.within); },
    [](ObjectReader& reader, EventBody& body) { body.within = reader.optional_id("within"); }};
constexpr Member since_perhaps{
    [](json::object& object, const EventBody& body) { put(object, "since", body.since); },
    [](ObjectReader& reader, EventBody& body) { body.since = reader.optional_instant("since"); }};
constexpr Member end_of_grant{
    [](json::object& object, const EventBody& body) { put(object, "until", body.until); },
    [](ObjectReader& reader, EventBody& body) { body.until = reader.optional_instant("until"); }};
constexpr Member user_id_perhaps{
    [](json::object& object, const EventBody& body) { put(object, "user_id", body.user_id); },
    [](ObjectReader& reader, EventBody& body) { body.user_id = reader.optional_id("user_id"); }};
constexpr Member text_perhaps{[](json::object& object, const EventBody& body) { put(object, "text", body.text); },
                              [](ObjectReader& reader, EventBody& body) { body.text = reader.optional_text("text"); }};
constexpr Member track{[](json::object& object, const EventBody& body) {
                         json::array points;
                         for (const auto& point : body.track) points.push_back(to_json(point));
                         object["track"] = std::move(points);
                       },
                       [](ObjectReader& reader, EventBody& body) {
                         reader.objects("track", 500,
                                        [&body](ObjectReader& point) { body.track.push_back(read_position(point)); });
                       }};
constexpr Member hash{[](json::object& object, const EventBody& body) {
                        if (body.sha256) object["sha256"] = base::to_hex(*body.sha256);
                      },
                      [](ObjectReader& reader, EventBody& body) { body.sha256 = reader.sha256("sha256"); }};
constexpr Member abandoned_perhaps{
    [](json::object& object, const EventBody& body) { put(object, "abandoned", body.abandoned); },
    [](ObjectReader& reader, EventBody& body) {
      if (reader.has("abandoned")) body.abandoned = reader.flag("abandoned");
    }};
constexpr Member user_ids{[](json::object& object, const EventBody& body) {
                            if (!body.user_ids.empty()) object["user_ids"] = json_of(body.user_ids);
                          },
                          [](ObjectReader& reader, EventBody& body) {
                            if (reader.has("user_ids")) body.user_ids = reader.ids("user_ids", DisposeCommand::most);
                          }};
constexpr Member examination{[](json::object& object, const EventBody& body) {
                               if (body.examination) object["examination"] = to_json(*body.examination);
                             },
                             [](ObjectReader& reader, EventBody& body) {
                               auto part = reader.object("examination");
                               body.examination = read_examination(part);
                             }};

}  // namespace members

/// Which members a kind has, in the order in which they are written. Append only, like the kinds.
std::initializer_list<const Member*> members_of(EventKind kind) {
  using namespace members;
  static constexpr std::initializer_list<const Member*> started = {&version};
  static constexpr std::initializer_list<const Member*> stepped = {&clock_before, &clock_after};
  static constexpr std::initializer_list<const Member*> at_console = {&by, &console};
  static constexpr std::initializer_list<const Member*> raised = {&by,    &pressed_at, &sent_at,
                                                                  &drill, &position,   &nearest};
  static constexpr std::initializer_list<const Member*> plain = {&by};
  static constexpr std::initializer_list<const Member*> perhaps = {&by_somebody};
  static constexpr std::initializer_list<const Member*> taken = {&by, &console, &from, &text};
  static constexpr std::initializer_list<const Member*> said = {&by, &text};
  static constexpr std::initializer_list<const Member*> closed = {&by, &ending, &text};
  static constexpr std::initializer_list<const Member*> tracked = {&by, &track};
  static constexpr std::initializer_list<const Member*> begun = {&by, &recording, &content_type, &file_name,
                                                                 &declared_size};
  static constexpr std::initializer_list<const Member*> finished = {&recording, &size, &hash, &abandoned_perhaps};
  static constexpr std::initializer_list<const Member*> examined = {&recording, &examination};
  static constexpr std::initializer_list<const Member*> muted = {&by, &console, &text, &until};
  static constexpr std::initializer_list<const Member*> lost = {&by, &console, &epoch, &first, &last};
  static constexpr std::initializer_list<const Member*> watched = {&by, &console, &recording};
  static constexpr std::initializer_list<const Member*> person = {&by, &as};
  static constexpr std::initializer_list<const Member*> changed_person = {&by, &as, &text_perhaps};
  static constexpr std::initializer_list<const Member*> changed_unit = {&by, &name, &zone};
  static constexpr std::initializer_list<const Member*> given = {&by,    &grant,        &held,      &within,
                                                                 &since, &end_of_grant, &deputy_for};
  static constexpr std::initializer_list<const Member*> ended = {&by, &grant, &held, &within};
  static constexpr std::initializer_list<const Member*> restored = {&epoch, &last, &backed_up_at};
  static constexpr std::initializer_list<const Member*> move = {&by, &unit_from_then, &since_perhaps};
  static constexpr std::initializer_list<const Member*> application_made = {&by, &name};
  static constexpr std::initializer_list<const Member*> listed = {
      &book_no, &book_previous, &by_somebody, &application, &user_id,  &user_name, &name,         &email,
      &agent,   &replaces,      &read_state,  &letter_date, &last_day, &letter,    &end_of_grant, &text};
  static constexpr std::initializer_list<const Member*> case_begun = {
      &book_no, &book_previous, &by,          &case_kind, &application, &user_id,  &user_name, &name,
      &email,   &agent,         &letter_date, &last_day,  &letter,      &replaces, &due_at};
  static constexpr std::initializer_list<const Member*> case_said = {&book_no, &book_previous, &by_somebody, &user_id,
                                                                     &text};
  static constexpr std::initializer_list<const Member*> case_order = {&book_no, &book_previous, &by, &user_id, &due_at};
  static constexpr std::initializer_list<const Member*> tried = {&book_no, &book_previous, &by_somebody, &user_id,
                                                                 &attempt};
  static constexpr std::initializer_list<const Member*> failed = {&book_no, &book_previous, &by_somebody, &user_id,
                                                                  &attempt, &text,          &retry_at};
  static constexpr std::initializer_list<const Member*> done = {&book_no, &book_previous, &by_somebody, &user_id,
                                                                &attempt, &text,          &letter};
  static constexpr std::initializer_list<const Member*> looked = {&book_no, &book_previous, &by_somebody,
                                                                  &user_id, &read_state,    &text};
  static constexpr std::initializer_list<const Member*> warned = {&book_no, &book_previous, &user_id, &warning,
                                                                  &due_at};
  static constexpr std::initializer_list<const Member*> found = {
      &book_no, &book_previous, &by_somebody, &application, &finding, &user_name, &text, &user_id_perhaps};
  static constexpr std::initializer_list<const Member*> corrected = {&book_no, &book_previous, &by,
                                                                     &user_id, &corrects,      &text};
  static constexpr std::initializer_list<const Member*> disposed = {&book_no, &book_previous, &by,  &user_id,
                                                                    &size,    &letter,        &text};
  static constexpr std::initializer_list<const Member*> reviewed = {&book_no, &book_previous, &by,
                                                                    &first,   &last,          &text};
  static constexpr std::initializer_list<const Member*> exported = {&by, &first, &last, &file_name, &letter, &user_ids};
  static constexpr std::initializer_list<const Member*> rotated = {&by_somebody, &key};
  static constexpr std::initializer_list<const Member*> set = {&by_somebody, &text};
  static constexpr std::initializer_list<const Member*> letter_came = {&book_no, &book_previous, &by,
                                                                       &user_id, &letter_date,   &letter};
  switch (kind) {
    case EventKind::hub_started: return started;
    case EventKind::hub_clock_stepped: return stepped;
    case EventKind::session_opened:
    case EventKind::session_closed:
    case EventKind::session_refused:
    case EventKind::session_narrowed:
    case EventKind::sos_shown:
    case EventKind::sos_claimed:
    case EventKind::sos_released:
    case EventKind::console_unmuted: return at_console;
    case EventKind::sos_raised: return raised;
    case EventKind::sos_withdrawn:
    case EventKind::second_factor_enrolled:
    case EventKind::second_factor_recovery_used: return plain;
    case EventKind::second_factor_removed: return perhaps;
    case EventKind::sos_taken_over: return taken;
    case EventKind::sos_responded:
    case EventKind::sos_noted: return said;
    case EventKind::sos_closed: return closed;
    case EventKind::sos_track: return tracked;
    case EventKind::recording_started: return begun;
    case EventKind::recording_finished: return finished;
    case EventKind::recording_examined: return examined;
    case EventKind::console_muted: return muted;
    case EventKind::loss_confirmed: return lost;
    case EventKind::recording_watched: return watched;
    case EventKind::person_added: return person;
    case EventKind::person_changed: return changed_person;
    case EventKind::unit_changed: return changed_unit;
    case EventKind::grant_given: return given;
    case EventKind::grant_ended: return ended;
    case EventKind::password_reset_requested: return perhaps;
    case EventKind::password_reset: return plain;
    case EventKind::hub_restored: return restored;
    case EventKind::person_viewed: return at_console;
    case EventKind::person_move_planned: return move;
    case EventKind::password_changed: return plain;
    case EventKind::application_changed: return application_made;
    case EventKind::user_id_listed: return listed;
    case EventKind::case_opened: return case_begun;
    case EventKind::case_requested:
    case EventKind::case_lapsed:
    case EventKind::case_handed_over:
    case EventKind::case_documented:
    case EventKind::case_reopened:
    case EventKind::case_withdrawn:
    case EventKind::logbook_held:
    case EventKind::logbook_released: return case_said;
    case EventKind::logbook_disposed: return disposed;
    case EventKind::case_ordered: return case_order;
    case EventKind::case_attempted: return tried;
    case EventKind::case_failed: return failed;
    case EventKind::user_id_deactivated:
    case EventKind::user_id_created: return done;
    case EventKind::user_id_confirmed:
    case EventKind::user_id_seen_active: return looked;
    case EventKind::case_warned: return warned;
    case EventKind::finding_opened:
    case EventKind::finding_accepted: return found;
    case EventKind::logbook_corrected: return corrected;
    case EventKind::logbook_signed_off: return reviewed;
    case EventKind::logbook_exported: return exported;
    case EventKind::proof_key_rotated: return rotated;
    case EventKind::policy_changed: return set;
    case EventKind::case_letter_added: return letter_came;
  }
  return {};
}

EventBody read_body(EventKind kind, ObjectReader& reader) {
  EventBody body;
  for (const auto* member : members_of(kind)) member->read(reader, body);
  return body;
}

}  // namespace

std::string encode_body(EventKind kind, const EventBody& body) {
  json::object object;
  for (const auto* member : members_of(kind)) member->write(object, body);
  return to_text(object);
}

base::Result<EventBody> decode_body(EventKind kind, std::string_view text) {
  return decode(text, ObjectReader::Unknown::tolerated,
                [kind](ObjectReader& reader) { return read_body(kind, reader); });
}

std::string encode_event(const Event& event, std::string_view body_json) {
  json::object head;
  head["seq"] = event.seq;
  head["at"] = base::to_rfc3339(event.at);
  head["actor"] = base::to_string(event.actor);
  if (event.on_behalf_of)
    head["on_behalf_of"] = base::to_string(*event.on_behalf_of);
  else
    head["on_behalf_of"] = nullptr;
  head["kind"] = to_json(name_of(event.kind));
  head["subject"] = base::to_string(event.subject);
  head["unit"] = base::to_string(event.unit);
  json::array people;
  for (const auto& person : event.people) people.push_back(to_json(person));

  auto text = to_text(head);
  text.pop_back();
  text += ",\"body\":";
  text += body_json;
  text += ",\"people\":" + json::serialize(people) + "}";
  return text;
}

json::value event_to_json(const Event& event) {
  // Parsed again, so that an event has one encoder; the body is the stored one's members in their fixed order.
  const auto body = encode_body(event.kind, event.body);
  return json::parse(encode_event(event, body == encode_body(event.kind, {}) ? "null" : body));
}

std::optional<Event> read_event(ObjectReader& reader) {
  Event event;
  event.seq = reader.whole("seq");
  event.at = reader.instant("at");
  event.actor = reader.id("actor");
  event.on_behalf_of = reader.optional_id("on_behalf_of");
  const auto kind = event_kind(reader.text("kind", 64));
  if (!kind) return std::nullopt;
  event.kind = *kind;
  event.subject = reader.id("subject");
  event.unit = reader.id("unit");
  if (reader.has("body")) {  // else its particulars were erased, by law or retention
    auto body = reader.object("body");
    event.body = read_body(event.kind, body);
  }
  reader.objects("people", 1000, [&event](ObjectReader& person) { event.people.push_back(read_person(person)); });
  return event;
}

}  // namespace siaga::protocol
