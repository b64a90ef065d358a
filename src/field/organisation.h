// The demonstration organisation as a crowd needs it: officers to sign in as and places to walk between.
// Thread: values.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace siaga::field {

struct DemoOfficer {
  std::string login;  ///< NRP: `siaga-hub demo` gives some people other e-mails
  std::string name;
  std::string unit;
};

struct DemoPlace {
  std::string unit;
  std::string name;
  double lat = 0;
  double lon = 0;
};

/// A unit's town, where its officers walk when no named point of it is known.
struct DemoTown {
  std::string unit;
  double lat = 0;
  double lon = 0;
};

struct Organisation {
  std::vector<DemoOfficer> officers;
  std::vector<DemoPlace> places;
  std::vector<DemoTown> towns;

  /// In the file's order, which follows the lines; without any, a round through the unit's town.
  std::vector<DemoPlace> places_of(const std::string& unit) const;
};

/// resources/demo/organisation.json. Errors: not_found, corrupt (no officers or no places).
base::Result<Organisation> load_organisation(const std::filesystem::path& file);

/// `count` of the officers, spread over the whole organisation, the first one always among them.
std::vector<DemoOfficer> spread(const std::vector<DemoOfficer>& officers, std::size_t count);

}  // namespace siaga::field
