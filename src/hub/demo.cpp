#include "hub/demo.h"

#include "base/file.h"
#include "domain/names.h"
#include "hub/password.h"
#include "hub/second_factor.h"
#include "store/grant_table.h"
#include "store/person_table.h"
#include "store/place_table.h"
#include "store/transaction.h"
#include "store/unit_table.h"

#include <boost/json/parse.hpp>

#include <cstdlib>
#include <stdexcept>

namespace siaga::hub {

namespace json = boost::json;
using base::fail;
using base::Fault;
using base::Result;

namespace {

std::string text(const json::object& object, std::string_view key) { return std::string{object.at(key).as_string()}; }

base::Id id(const json::object& object, std::string_view key) { return base::parse_id(text(object, key)).value(); }

domain::Unit unit_of(const json::object& object) {
  return {id(object, "id"), text(object, "name"), text(object, "zone"), text(object, "emergency")};
}

domain::Place place_of(const json::object& object) {
  return {id(object, "id"),
          id(object, "unit"),
          text(object, "name"),
          object.at("lat").to_number<double>(),
          object.at("lon").to_number<double>(),
          object.at("radius_m").to_number<double>()};
}

domain::Person person_of(const json::object& object) {
  domain::Person person;
  person.id = id(object, "id");
  person.unit = id(object, "unit");
  person.name = text(object, "name");
  person.nrp = text(object, "nrp");
  person.email = text(object, "email");
  person.phone = text(object, "phone");
  person.post = text(object, "post");
  return person;
}

domain::Role role_of(const json::object& object) {
  const auto role = domain::role(text(object, "role"));
  if (!role) throw std::invalid_argument("unknown role of " + text(object, "name"));
  return *role;
}

/// The first of each role becomes the login that the sign-in page offers.
class OfferedLogins {
 public:
  void adapt(domain::Person& person, domain::Grant& grant) {
    if (grant.role == domain::Role::supervisor && !std::exchange(supervisor_, true)) {
      person.name = "Sari Wulandari";
      person.email = "pengawas@contoh.id";
      grant.unit = {};
    } else if (grant.role == domain::Role::operator_ && !std::exchange(operator_, true)) {
      person.email = "operator@contoh.id";
      grant.unit = {};
    } else if (grant.role == domain::Role::officer && !std::exchange(officer_, true)) {
      person.email = "petugas@contoh.id";
    } else if (grant.role == domain::Role::system_administrator || grant.role == domain::Role::auditor) {
      grant.unit = {};
    }
  }

 private:
  bool supervisor_ = false;
  bool operator_ = false;
  bool officer_ = false;
};

void load(store::Database& database, const json::object& organisation, base::Instant now) {
  for (const auto& unit : organisation.at("units").as_array())
    store::unit_table::insert(database, unit_of(unit.as_object()));
  for (const auto& place : organisation.at("places").as_array())
    store::place_table::insert(database, place_of(place.as_object()));
  const std::optional<std::string> shared{hash_password("siaga-demo")};  // Argon2 once, not 815 times
  set_second_factor_policy(
      database, {domain::FactorPolicy::Kind::nobody, {}});  // whoever tries the demonstration has no phone at hand
  OfferedLogins offered;
  for (const auto& object : organisation.at("people").as_array()) {
    auto person = person_of(object.as_object());
    person.version = base::make_id(now);
    domain::Grant grant{base::make_id(now), person.id, role_of(object.as_object()), person.unit, now, {}, {}};
    offered.adapt(person, grant);
    store::person_table::insert(database, person, shared, now);
    store::grant_table::insert(database, grant);
  }
}

}  // namespace

std::filesystem::path resources_folder() {
  const char* named = std::getenv("SIAGA_RESOURCES");
  return named != nullptr && *named != 0 ? named : SIAGA_RESOURCES_DIR;
}

Result<bool> load_demo(store::Database& database, const std::filesystem::path& organisation, base::Instant now) {
  const auto text = base::read_file(organisation);
  if (!text) return text.error();
  json::error_code code;
  const auto value = json::parse(*text, code);
  if (code || !value.is_object()) return fail(Fault::invalid, organisation.string() + " isn't a JSON object");
  try {
    store::Transaction transaction{database};
    if (store::person_table::any(database)) return false;
    load(database, value.get_object(), now);
    transaction.commit();
    return true;
  } catch (const store::StoreFailure& failure) {
    return failure.error();
  } catch (const std::exception& wrong) {  // a member is missing or ill-typed
    return fail(Fault::invalid, organisation.string() + ": " + wrong.what());
  }
}

}  // namespace siaga::hub
