#include "domain/names.h"
#include "protocol/directory.h"
#include "protocol/fields_json.h"

namespace siaga::protocol {

namespace json = boost::json;

namespace {

using protocol::to_json;  // else the overload below would hide it

json::object to_json(const PersonView& view) {
  json::object object;
  object["person"] = to_json(view.person);
  object["grants"] = list_of(view.grants, [](const auto& grant) { return to_json(grant); });
  object["moves"] = list_of(view.moves, [](const domain::PersonMove& move) {
    json::object one;
    one["id"] = base::to_string(move.id);
    one["unit"] = base::to_string(move.unit);
    one["at"] = base::to_rfc3339(move.at);
    one["planned_by"] = base::to_string(move.planned_by);
    return one;
  });
  return object;
}

PersonView read_person_view(ObjectReader& reader) {
  PersonView view;
  auto person = reader.object("person");
  view.person = read_person(person);
  reader.objects("grants", 1000, [&view](ObjectReader& grant) { view.grants.push_back(read_grant(grant)); });
  if (reader.has("moves"))
    reader.objects("moves", 1000, [&view](ObjectReader& one) {
      domain::PersonMove move;
      move.id = one.id("id");
      move.person = view.person.id;
      move.unit = one.id("unit");
      move.at = one.instant("at");
      move.planned_by = one.id("planned_by");
      view.moves.push_back(move);
    });
  return view;
}

}  // namespace

base::Result<domain::Unit> decode_put_unit(const base::Id& id, std::string_view text) {
  return decode_strictly(text, [&id](ObjectReader& reader) {
    domain::Unit unit;
    unit.id = id;
    unit.name = reader.text("name");
    unit.zone = reader.text("zone", 64);
    unit.emergency = reader.text("emergency", 64);
    unit.parent = reader.optional_id("parent");
    return unit;
  });
}

base::Result<domain::Person> decode_put_person(const base::Id& id, std::string_view text) {
  return decode_strictly(text, [&id](ObjectReader& reader) {
    domain::Person person;
    person.id = id;
    person.unit = reader.id("unit");
    person.name = reader.text("name");
    person.nrp = reader.text("nrp", 64);
    person.email = reader.text("email");
    person.phone = reader.text("phone", 64);
    person.post = reader.text("post");
    return person;
  });
}

base::Result<domain::Grant> decode_put_grant(const base::Id& id, std::string_view text) {
  return decode_strictly(text, [&id](ObjectReader& reader) {
    domain::Grant grant;
    grant.id = id;
    grant.person = reader.id("person");
    grant.role = reader.named("role", [](std::string_view name) { return domain::role(name); });
    grant.unit = reader.id("within");
    grant.from = reader.optional_instant("since").value_or(base::Instant{});
    grant.until = reader.optional_instant("until");
    grant.deputy_for = reader.optional_id("deputy_for");
    return grant;
  });
}

base::Result<PutMove> decode_put_move(const base::Id& id, std::string_view text) {
  return decode_strictly(text, [&id](ObjectReader& reader) {
    PutMove move;
    move.id = id;
    move.person = reader.id("person");
    move.unit = reader.id("unit");
    // A day is the beginning of one in UTC, cut to its date: the parser of times knows the calendar.
    const auto day = reader.text("day", 10);
    const auto at = base::parse_rfc3339(day + "T00:00:00Z");
    if (!at) return reader.fault("day", "is not a day like 2026-12-31"), move;
    move.day = std::chrono::floor<std::chrono::days>(*at);
    return move;
  });
}

base::Result<EndSessions> decode_end_sessions(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) { return EndSessions{reader.optional_id("session")}; });
}

base::Result<PutProfile> decode_put_profile(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    PutProfile profile;
    profile.name = reader.text("name");
    profile.phone = reader.text("phone", 64);
    profile.born = reader.optional_text("born", 64);
    return profile;
  });
}

std::string encode_put(const domain::Unit& unit) {
  auto object = to_json(unit);
  object.erase("id");
  return to_text(object);
}

std::string encode_put(const domain::Person& person) {
  auto object = to_json(person);
  object.erase("id");
  object.erase("version");
  return to_text(object);
}

std::string encode_put(const domain::Grant& grant) {
  auto object = to_json(grant);
  object.erase("id");
  return to_text(object);
}

std::string encode_put(const PutMove& move) {
  json::object object;
  object["person"] = base::to_string(move.person);
  object["unit"] = base::to_string(move.unit);
  object["day"] = base::to_rfc3339(std::chrono::sys_days{move.day}).substr(0, 10);
  return to_text(object);
}

std::string encode(const EndSessions& wish) {
  json::object object;
  put(object, "session", wish.session);
  return to_text(object);
}

std::string encode_put(const PutProfile& profile) {
  json::object object;
  object["name"] = profile.name;
  object["phone"] = profile.phone;
  put(object, "born", profile.born);
  return to_text(object);
}

std::string encode_units(const std::vector<domain::Unit>& units) {
  json::object object;
  object["units"] = list_of(units, [](const auto& unit) { return to_json(unit); });
  return to_text(object);
}

std::string encode(const PersonView& view) { return to_text(to_json(view)); }
std::string encode(const domain::Unit& unit) { return to_text(to_json(unit)); }
std::string encode(const domain::Grant& grant) { return to_text(to_json(grant)); }

std::string encode(const PeoplePage& page) {
  json::object object;
  object["items"] = list_of(page.items, [](const auto& item) { return to_json(item); });
  put(object, "next", page.next);
  return to_text(object);
}

base::Result<std::vector<domain::Unit>> decode_units(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    std::vector<domain::Unit> units;
    reader.objects("units", 10'000, [&units](ObjectReader& unit) { units.push_back(read_unit(unit)); });
    return units;
  });
}

base::Result<PersonView> decode_person_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) { return read_person_view(reader); });
}

base::Result<PeoplePage> decode_people_page(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    PeoplePage page;
    reader.objects("items", 1000, [&page](ObjectReader& item) { page.items.push_back(read_person_view(item)); });
    page.next = reader.optional_id("next");
    return page;
  });
}

base::Result<domain::Grant> decode_grant(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) { return read_grant(reader); });
}

}  // namespace siaga::protocol
