#include "field/organisation.h"

#include "base/file.h"

#include <boost/json.hpp>

#include <algorithm>

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
  return organisation;
}

}  // namespace

std::vector<DemoPlace> Organisation::places_of(const std::string& unit) const {
  std::vector<DemoPlace> found;
  std::ranges::copy_if(places, std::back_inserter(found), [&](const DemoPlace& place) { return place.unit == unit; });
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
