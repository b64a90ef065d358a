#include "domain/names.h"
#include "protocol/event_read.h"
#include "protocol/fields_json.h"
#include "protocol/view.h"

#include <boost/json/serialize.hpp>

namespace siaga::protocol {

namespace json = boost::json;

namespace {

using protocol::to_json;  // else the overloads below would hide them

json::object to_json(const domain::Recording& recording) {
  json::object object;
  object["id"] = base::to_string(recording.id);
  object["sos"] = base::to_string(recording.sos);
  object["content_type"] = recording.content_type;
  object["file_name"] = recording.file_name;
  object["started_at"] = base::to_rfc3339(recording.started_at);
  object["state"] = to_json(name_of(recording.state));
  object["size"] = recording.size;
  if (recording.declared_size) object["declared_size"] = *recording.declared_size;
  if (recording.sha256) object["sha256"] = base::to_hex(*recording.sha256);
  if (recording.examination) object["examination"] = to_json(*recording.examination);
  return object;
}

domain::Recording read_recording(ObjectReader& reader) {
  domain::Recording recording;
  recording.id = reader.id("id");
  recording.sos = reader.id("sos");
  recording.content_type = reader.text("content_type");
  recording.file_name = reader.text("file_name");
  recording.started_at = reader.instant("started_at");
  recording.state = reader.named("state", [](std::string_view name) { return domain::recording_state(name); });
  recording.size = reader.whole("size");
  recording.declared_size = reader.optional_whole("declared_size");
  if (reader.has("sha256")) recording.sha256 = reader.sha256("sha256");
  if (reader.has("examination")) {
    auto part = reader.object("examination");
    recording.examination = read_examination(part);
  }
  return recording;
}

json::object to_json(const domain::Sos& sos) {
  json::object object;
  object["id"] = base::to_string(sos.id);
  object["unit"] = base::to_string(sos.unit);
  object["reporter"] = base::to_string(sos.reporter);
  object["reporter_version"] = base::to_string(sos.reporter_version);
  object["pressed_at"] = base::to_rfc3339(sos.pressed_at);
  object["sent_at"] = base::to_rfc3339(sos.sent_at);
  object["received_at"] = base::to_rfc3339(sos.received_at);
  object["drill"] = sos.drill;
  if (sos.position) object["position"] = to_json(*sos.position);
  if (sos.nearest) object["nearest"] = to_json(*sos.nearest);
  if (sos.owner) object["owner"] = base::to_string(*sos.owner);
  put(object, "first_shown_at", sos.first_shown_at);
  put(object, "claimed_at", sos.claimed_at);
  put(object, "responded_at", sos.responded_at);
  put(object, "withdrawn_at", sos.withdrawn_at);
  put(object, "closed_at", sos.closed_at);
  if (sos.outcome) object["outcome"] = to_json(name_of(*sos.outcome));
  return object;
}

domain::Sos read_sos(ObjectReader reader) {
  domain::Sos sos;
  sos.id = reader.id("id");
  sos.unit = reader.id("unit");
  sos.reporter = reader.id("reporter");
  sos.reporter_version = reader.id("reporter_version");
  sos.pressed_at = reader.instant("pressed_at");
  sos.sent_at = reader.instant("sent_at");
  sos.received_at = reader.instant("received_at");
  sos.drill = reader.flag("drill");
  if (reader.has("position")) {
    auto part = reader.object("position");
    sos.position = read_position(part);
  }
  if (reader.has("nearest")) {
    auto part = reader.object("nearest");
    sos.nearest = read_nearest(part);
  }
  sos.owner = reader.optional_id("owner");
  sos.first_shown_at = reader.optional_instant("first_shown_at");
  sos.claimed_at = reader.optional_instant("claimed_at");
  sos.responded_at = reader.optional_instant("responded_at");
  sos.withdrawn_at = reader.optional_instant("withdrawn_at");
  sos.closed_at = reader.optional_instant("closed_at");
  if (reader.has("outcome"))
    sos.outcome = reader.named("outcome", [](std::string_view name) { return domain::outcome(name); });
  return sos;
}

json::object to_json(const SosView& view) {
  json::object object;
  object["sos"] = to_json(view.sos);
  json::array recordings;
  for (const auto& recording : view.recordings) recordings.push_back(to_json(recording));
  object["recordings"] = std::move(recordings);
  object["timeline"] = list_of(view.timeline, &event_to_json);
  json::array people;
  for (const auto& person : view.people) people.push_back(to_json(person));
  object["people"] = std::move(people);
  return object;
}

SosView read_sos_view(ObjectReader& reader) {
  SosView view;
  view.sos = read_sos(reader.object("sos"));
  reader.objects("recordings", 10'000,
                 [&view](ObjectReader& element) { view.recordings.push_back(read_recording(element)); });
  reader.objects("timeline", 1'000'000, [&view](ObjectReader& element) {
    if (auto event = read_event(element)) view.timeline.push_back(std::move(*event));
  });
  reader.objects("people", 10'000, [&view](ObjectReader& element) { view.people.push_back(read_person(element)); });
  return view;
}

}  // namespace

std::string encode(const SessionView& view) {
  json::object object;
  object["token"] = view.token;
  object["expires_at"] = base::to_rfc3339(view.expires_at);
  object["person"] = to_json(view.person);
  object["unit"] = to_json(view.unit);
  json::array grants;
  for (const auto& grant : view.grants) grants.push_back(to_json(grant));
  object["grants"] = std::move(grants);
  json::array actions;
  for (const auto action : view.actions) actions.push_back(to_json(name_of(action)));
  object["actions"] = std::move(actions);
  object["second_factor"] = to_json(name_of(view.second_factor));
  json::array waiting;
  for (const auto& grant : view.waiting) waiting.push_back(to_json(grant));
  object["waiting"] = std::move(waiting);
  object["has_factor"] = view.has_factor;
  return to_text(object);
}

std::string encode(const SignInOptions& view) {
  json::object object;
  object["mail"] = view.mail;
  return to_text(object);
}

std::string encode(const OwnSessions& view) {
  json::array sessions;
  for (const auto& session : view.sessions) {
    json::object object;
    object["id"] = base::to_string(session.id);
    object["console"] = session.console;
    object["peer"] = session.peer;
    object["opened_at"] = base::to_rfc3339(session.opened_at);
    object["used_at"] = base::to_rfc3339(session.used_at);
    object["expires_at"] = base::to_rfc3339(session.expires_at);
    object["current"] = session.current;
    sessions.push_back(std::move(object));
  }
  json::object object;
  object["sessions"] = std::move(sessions);
  return to_text(object);
}

std::string encode(const SosView& view) { return to_text(to_json(view)); }

std::string encode(const SnapshotView& view) {
  json::object object;
  object["as_of"] = to_string(view.as_of);
  object["at"] = base::to_rfc3339(view.at);
  if (!view.scope.empty()) object["scope"] = view.scope;
  json::array units;
  for (const auto& unit : view.units) units.push_back(to_json(unit));
  object["units"] = std::move(units);
  json::array places;
  for (const auto& place : view.places) places.push_back(to_json(place));
  object["places"] = std::move(places);
  json::array sos;
  for (const auto& item : view.sos) sos.push_back(to_json(item));
  object["sos"] = std::move(sos);
  return to_text(object);
}

std::string encode(const SosPage& view) {
  json::array items;
  for (const auto& item : view.items) items.push_back(to_json(item));
  json::object object;
  object["items"] = std::move(items);
  if (view.next) object["next"] = base::to_string(*view.next);
  return to_text(object);
}

std::string encode(const Receipt& view) {
  json::object object;
  object["seq"] = view.seq;
  object["at"] = base::to_rfc3339(view.at);
  return to_text(object);
}

std::string encode(const SosStatus& view) {
  json::object object;
  object["id"] = base::to_string(view.id);
  object["received_at"] = base::to_rfc3339(view.received_at);
  put(object, "first_shown_at", view.first_shown_at);
  put(object, "owner_name", view.owner_name);
  put(object, "claimed_at", view.claimed_at);
  put(object, "responded_at", view.responded_at);
  put(object, "response", view.response);
  put(object, "closed_at", view.closed_at);
  return to_text(object);
}

base::Result<SessionView> decode_session_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    SessionView view;
    view.token = reader.text("token");
    view.expires_at = reader.instant("expires_at");
    auto person = reader.object("person");
    view.person = read_person(person);
    auto unit = reader.object("unit");
    view.unit = read_unit(unit);
    reader.objects("grants", 1000, [&view](ObjectReader& grant) { view.grants.push_back(read_grant(grant)); });
    for (const auto& name : reader.texts("actions", 100))
      if (const auto action = domain::action(name)) view.actions.push_back(*action);
    if (reader.has("second_factor"))
      view.second_factor =
          reader.named("second_factor", [](std::string_view name) { return domain::second_factor(name); });
    if (reader.has("waiting"))
      reader.objects("waiting", 1000, [&view](ObjectReader& grant) { view.waiting.push_back(read_grant(grant)); });
    if (reader.has("has_factor")) view.has_factor = reader.flag("has_factor");
    return view;
  });
}

base::Result<SignInOptions> decode_sign_in_options(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    SignInOptions view;
    view.mail = reader.flag("mail");
    return view;
  });
}

base::Result<OwnSessions> decode_own_sessions(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    OwnSessions view;
    reader.objects("sessions", 1000, [&view](ObjectReader& element) {
      OwnSession session;
      session.id = element.id("id");
      session.console = element.text("console");
      session.peer = element.text("peer");
      session.opened_at = element.instant("opened_at");
      session.used_at = element.instant("used_at");
      session.expires_at = element.instant("expires_at");
      session.current = element.flag("current");
      view.sessions.push_back(std::move(session));
    });
    return view;
  });
}

base::Result<SosView> decode_sos_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) { return read_sos_view(reader); });
}

base::Result<SnapshotView> decode_snapshot_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    SnapshotView view;
    const auto cursor = parse_cursor(reader.text("as_of", 128));
    if (cursor)
      view.as_of = *cursor;
    else
      reader.fault("as_of", "is not a cursor");
    view.at = reader.instant("at");
    reader.objects("units", 10'000, [&view](ObjectReader& element) { view.units.push_back(read_unit(element)); });
    reader.objects("places", 100'000, [&view](ObjectReader& element) { view.places.push_back(read_place(element)); });
    reader.objects("sos", 100'000, [&view](ObjectReader& element) { view.sos.push_back(read_sos_view(element)); });
    view.scope = reader.optional_text("scope", 128).value_or("");
    return view;
  });
}

base::Result<SosPage> decode_sos_page(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    SosPage page;
    reader.objects("items", 1000, [&page](ObjectReader& element) { page.items.push_back(read_sos_view(element)); });
    page.next = reader.optional_id("next");
    return page;
  });
}

base::Result<Receipt> decode_receipt(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    Receipt receipt;
    receipt.seq = reader.whole("seq");
    receipt.at = reader.instant("at");
    return receipt;
  });
}

base::Result<SosStatus> decode_sos_status(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    SosStatus status;
    status.id = reader.id("id");
    status.received_at = reader.instant("received_at");
    status.first_shown_at = reader.optional_instant("first_shown_at");
    status.owner_name = reader.optional_text("owner_name");
    status.claimed_at = reader.optional_instant("claimed_at");
    status.responded_at = reader.optional_instant("responded_at");
    status.response = reader.optional_text("response");
    status.closed_at = reader.optional_instant("closed_at");
    return status;
  });
}

}  // namespace siaga::protocol
