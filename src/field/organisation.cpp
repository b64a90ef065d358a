#include "field/organisation.h"

#include "base/file.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace siaga::field {

namespace json = boost::json;

namespace {

std::string text_at(const json::value& object, const char* key) {
  return json::value_to<std::string>(object.as_object().at(key));
}

Organisation parse(const json::value& document) {
  Organisation organisation;
  for (const auto& person : document.as_object().at("people").as_array())
    if (text_at(person, "role") == "officer")
      organisation.officers.push_back({text_at(person, "nrp"), text_at(person, "name"), text_at(person, "unit")});
  for (const auto& place : document.as_object().at("places").as_array())
    organisation.places.push_back({text_at(place, "unit"), text_at(place, "name"),
                                   place.as_object().at("lat").to_number<double>(),
                                   place.as_object().at("lon").to_number<double>()});
  for (const auto& unit : document.as_object().at("units").as_array())
    organisation.towns.push_back({text_at(unit, "id"), unit.as_object().at("lat").to_number<double>(),
                                  unit.as_object().at("lon").to_number<double>()});
  return organisation;
}

/// Eight corners, about a kilometre from the middle.
std::vector<DemoPlace> round_through(const DemoTown& town) {
  constexpr int corners = 8;
  constexpr double degrees = 0.009;
  std::vector<DemoPlace> round;
  for (int corner = 0; corner < corners; ++corner) {
    const double angle = 2 * std::numbers::pi * corner / corners;
    round.push_back({town.unit, "", town.lat + degrees * std::cos(angle), town.lon + degrees * std::sin(angle)});
  }
  return round;
}

}  // namespace

std::vector<DemoPlace> Organisation::places_of(const std::string& unit) const {
  std::vector<DemoPlace> found;
  std::ranges::copy_if(places, std::back_inserter(found), [&](const DemoPlace& place) { return place.unit == unit; });
  const auto town = std::ranges::find(towns, unit, &DemoTown::unit);
  if (found.empty() && town != towns.end()) return round_through(*town);
  return found.empty() ? places : found;
}

base::Result<Organisation> load_organisation(const std::filesystem::path& file) {
  const auto content = base::read_file(file);
  if (!content) return content.error();
  try {
    auto organisation = parse(json::parse(*content));
    if (!organisation.officers.empty() && !organisation.places.empty()) return organisation;
    return base::fail(base::Fault::corrupt, file.string() + " has no officers or no places");
  } catch (const std::exception& fault) {
    return base::fail(base::Fault::corrupt, file.string() + ": " + fault.what());
  }
}

std::vector<DemoOfficer> spread(const std::vector<DemoOfficer>& officers, std::size_t count) {
  std::vector<DemoOfficer> chosen;
  count = std::min(count, officers.size());
  for (std::size_t i = 0; i < count; ++i) chosen.push_back(officers[i * officers.size() / count]);
  return chosen;
}

}  // namespace siaga::field
