// People, units and grants on the wire: what administrators send and what they are shown.
// Commands are strict, views tolerate unknown members (command.h, view.h). Ids come from the path: sending the same
// again changes nothing. Errors: Fault::invalid with a JSON pointer. Thread: any.
#pragma once

#include "base/result.h"
#include "domain/access.h"
#include "domain/person_move.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

/// PUT /api/v1/units/{id} {"name","zone","emergency","parent"}
base::Result<domain::Unit> decode_put_unit(const base::Id& id, std::string_view json);
/// PUT /api/v1/people/{id} {"unit","name","nrp","email","phone","post"}; the version isn't theirs to say.
base::Result<domain::Person> decode_put_person(const base::Id& id, std::string_view json);
/// PUT /api/v1/grants/{id} {"person","role","within","since","until","deputy_for"}; no `since`
/// (the beginning of time here): from when the hub takes it.
base::Result<domain::Grant> decode_put_grant(const base::Id& id, std::string_view json);
/// PUT /api/v1/moves/{id} {"person","unit","day"}; the day begins in that unit's zone (R20).
struct PutMove {
  base::Id id;
  base::Id person;
  base::Id unit;
  std::chrono::year_month_day day;
};
base::Result<PutMove> decode_put_move(const base::Id& id, std::string_view json);
/// POST /api/v1/people/{id}/end-sessions {"session"}; without one: all, but the one that asks.
struct EndSessions {
  std::optional<base::Id> session;
};
base::Result<EndSessions> decode_end_sessions(std::string_view json);
/// PUT /api/v1/profile {"name","phone","born"} (R31)
struct PutProfile {
  std::string name;
  std::string phone;
  std::optional<std::string> born{};  ///< "1985-06-30"; empty: no longer said; nothing: as it was
};
base::Result<PutProfile> decode_put_profile(std::string_view json);

std::string encode_put(const domain::Unit& unit);
std::string encode_put(const domain::Person& person);
std::string encode_put(const domain::Grant& grant);
std::string encode_put(const PutProfile& profile);
std::string encode_put(const PutMove& move);
std::string encode(const EndSessions& wish);

/// One person with all roles that they hold, held or will hold.
struct PersonView {
  domain::Person person;
  std::vector<domain::Grant> grants;
  std::vector<domain::PersonMove> moves{};  ///< still to come; an older hub knows none
};
/// GET /api/v1/people?search=TEXT&after=ID&limit=N, by name.
struct PeoplePage {
  std::vector<PersonView> items;
  std::optional<base::Id> next;  ///< pass as `after`; nothing at the end
};

/// GET /api/v1/units
std::string encode_units(const std::vector<domain::Unit>& units);
std::string encode(const PersonView& view);
std::string encode(const PeoplePage& page);
std::string encode(const domain::Unit& unit);
std::string encode(const domain::Grant& grant);

base::Result<std::vector<domain::Unit>> decode_units(std::string_view json);
base::Result<PersonView> decode_person_view(std::string_view json);
base::Result<PeoplePage> decode_people_page(std::string_view json);
base::Result<domain::Grant> decode_grant(std::string_view json);

}  // namespace siaga::protocol
