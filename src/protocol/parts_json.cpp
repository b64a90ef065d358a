#include "protocol/parts_json.h"

#include "domain/names.h"

#include <boost/json/serialize.hpp>

namespace siaga::protocol {

namespace json = boost::json;

std::string to_text(const json::object& object) { return json::serialize(object); }
json::string to_json(std::string_view text) { return json::string{text.data(), text.size()}; }

json::object to_json(const domain::Position& position) {
  json::object object;
  object["lat"] = position.lat;
  object["lon"] = position.lon;
  object["accuracy_m"] = position.accuracy_m;
  object["at"] = base::to_rfc3339(position.at);
  return object;
}

json::object to_json(const domain::NearestPlace& nearest) {
  json::object object;
  object["place"] = base::to_string(nearest.place);
  object["metres"] = nearest.metres;
  return object;
}

json::object to_json(const domain::Person& person) {
  json::object object;
  object["id"] = base::to_string(person.id);
  object["version"] = base::to_string(person.version);
  object["unit"] = base::to_string(person.unit);
  object["name"] = person.name;
  object["nrp"] = person.nrp;
  object["email"] = person.email;
  object["phone"] = person.phone;
  object["post"] = person.post;
  return object;
}

json::object to_json(const domain::Unit& unit) {
  json::object object;
  object["id"] = base::to_string(unit.id);
  object["name"] = unit.name;
  object["zone"] = unit.zone;
  object["emergency"] = unit.emergency;
  if (unit.parent) object["parent"] = base::to_string(*unit.parent);
  return object;
}

json::object to_json(const domain::Place& place) {
  json::object object;
  object["id"] = base::to_string(place.id);
  object["unit"] = base::to_string(place.unit);
  object["name"] = place.name;
  object["lat"] = place.lat;
  object["lon"] = place.lon;
  object["radius_m"] = place.radius_m;
  return object;
}

json::object to_json(const domain::Grant& grant) {
  json::object object;
  object["id"] = base::to_string(grant.id);
  object["person"] = base::to_string(grant.person);
  object["role"] = to_json(name_of(grant.role));
  object["within"] = base::to_string(grant.unit);
  object["since"] = base::to_rfc3339(grant.from);
  if (grant.until) object["until"] = base::to_rfc3339(*grant.until);
  if (grant.deputy_for) object["deputy_for"] = base::to_string(*grant.deputy_for);
  return object;
}

json::object to_json(const domain::Examination& examination) {
  json::object object;
  object["readable"] = examination.readable;
  object["container"] = examination.container;
  object["video"] = examination.video;
  object["audio"] = examination.audio;
  if (examination.duration) object["duration_ms"] = examination.duration->count();
  object["trouble"] = examination.trouble;
  object["width"] = examination.width;
  object["height"] = examination.height;
  object["rotation"] = examination.rotation;
  object["frame_rate"] = examination.frame_rate;
  json::array posters;
  for (const auto at : examination.posters) posters.push_back(at.count());
  object["posters"] = std::move(posters);
  object["loudness"] = examination.loudness;
  object["play_copy"] = examination.play_copy;
  if (const auto& part = examination.part)
    object["part"] = json::object{{"bytes", part->bytes}, {"until", base::to_rfc3339(part->until)}};
  return object;
}

domain::Position read_position(ObjectReader& reader) {
  domain::Position position;
  position.lat = reader.number("lat");
  position.lon = reader.number("lon");
  position.accuracy_m = reader.has("accuracy_m") ? reader.number("accuracy_m") : 0;
  position.at = reader.instant("at");
  return position;
}

domain::NearestPlace read_nearest(ObjectReader& reader) {
  domain::NearestPlace nearest;
  nearest.place = reader.id("place");
  nearest.metres = reader.number("metres");
  return nearest;
}

domain::Person read_person(ObjectReader& reader) {
  domain::Person person;
  person.id = reader.id("id");
  person.version = reader.id("version");
  person.unit = reader.id("unit");
  person.name = reader.text("name");
  person.nrp = reader.text("nrp");
  person.email = reader.text("email");
  person.phone = reader.text("phone");
  person.post = reader.text("post");
  return person;
}

domain::Unit read_unit(ObjectReader& reader) {
  domain::Unit unit;
  unit.id = reader.id("id");
  unit.name = reader.text("name");
  unit.zone = reader.text("zone");
  unit.emergency = reader.text("emergency");
  unit.parent = reader.optional_id("parent");
  return unit;
}

domain::Place read_place(ObjectReader& reader) {
  domain::Place place;
  place.id = reader.id("id");
  place.unit = reader.id("unit");
  place.name = reader.text("name");
  place.lat = reader.number("lat");
  place.lon = reader.number("lon");
  place.radius_m = reader.number("radius_m");
  return place;
}

domain::Grant read_grant(ObjectReader& reader) {
  domain::Grant grant;
  grant.id = reader.id("id");
  grant.person = reader.id("person");
  grant.role = reader.named("role", [](std::string_view name) { return domain::role(name); });
  grant.unit = reader.id("within");
  grant.from = reader.instant("since");
  grant.until = reader.optional_instant("until");
  grant.deputy_for = reader.optional_id("deputy_for");
  return grant;
}

namespace {
int small_whole(ObjectReader& reader, std::string_view name) {
  const auto value = reader.whole(name);
  if (value > 1'000'000) reader.fault(name, "is too large");
  return static_cast<int>(value);
}

/// A stranger's 2^64 must not turn into a time before the beginning.
std::chrono::milliseconds milliseconds(ObjectReader& reader, std::string_view name, std::uint64_t count) {
  constexpr std::uint64_t most = 10'000ull * 3600 * 1000;
  if (count > most) reader.fault(name, "is too long");
  return std::chrono::milliseconds{static_cast<std::int64_t>(count % (most + 1))};
}
}  // namespace

domain::Examination read_examination(ObjectReader& reader) {
  domain::Examination examination;
  examination.readable = reader.flag("readable");
  examination.container = reader.text("container");
  examination.video = reader.text("video");
  examination.audio = reader.text("audio");
  if (const auto duration = reader.optional_whole("duration_ms"))
    examination.duration = milliseconds(reader, "duration_ms", *duration);
  examination.trouble = reader.text("trouble");
  if (!reader.has("posters")) return examination;  // an event from before there were any
  examination.width = small_whole(reader, "width");
  examination.height = small_whole(reader, "height");
  examination.rotation = small_whole(reader, "rotation");
  examination.frame_rate = reader.number("frame_rate");
  for (const auto at : reader.wholes("posters", domain::most_posters))
    examination.posters.push_back(milliseconds(reader, "posters", at));
  examination.loudness = reader.flag("loudness");
  examination.play_copy = reader.text("play_copy");
  if (!reader.has("part")) return examination;
  auto part = reader.object("part");
  examination.part = domain::SeenPart{part.whole("bytes"), part.instant("until")};
  return examination;
}

}  // namespace siaga::protocol
