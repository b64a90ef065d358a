// `siaga-hub user list|units|add-unit|give-role|end-role|move|close|open`: what administrators do in the console, at
// the hub's own machine while it isn't running; the same decisions, checks and events (hub/directory_changes.h).
// Thread: start-up. Errors: those of the decisions; not_found and conflict, whose `field` names the option that is
// wrong: "login", "unit", "within", "deputy_for", "role", "as" (in whose name it is done).
#pragma once

#include "base/clock.h"
#include "base/day.h"
#include "domain/access.h"
#include "domain/person_move.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::hub {

/// Where it is done, and who answers for it: an e-mail or NRP; empty: the one system administrator, if there is one.
struct OfflineHand {
  store::Database& database;
  const base::Clock& clock;
  std::string as{};
};

struct ListedPerson {
  domain::Person person;
  std::string unit_name;
  std::vector<std::pair<domain::Grant, std::string>>
      roles{};  ///< held or to come, with the unit's name; "": everywhere
  std::vector<domain::PersonMove> moves{};
  std::optional<base::Instant> closed_at{};
};
/// By name; of one unit, when it is named.
base::Result<std::vector<ListedPerson>> list_people(const OfflineHand& hand, const std::string& unit_name);
/// All of them, with the zone of each.
std::vector<domain::Unit> list_units(const OfflineHand& hand);

struct UnitWish {
  std::string name;
  std::string below;  ///< name of the unit above it; empty: a tree of its own
  std::string zone;
  std::string emergency;
};
base::Result<domain::Unit> add_unit(const OfflineHand& hand, const UnitWish& wish);

struct RoleWish {
  std::string login;
  domain::Role role = domain::Role::officer;
  std::string within;  ///< name of a unit; empty: their own
  bool everywhere = false;
  std::optional<base::Day> from{};   ///< its first day, in the unit's zone; nothing: from now
  std::optional<base::Day> until{};  ///< its last one
  std::string deputy_for{};          ///< e-mail or NRP
};
base::Result<domain::Grant> give_role(const OfflineHand& hand, const RoleWish& wish);
/// All of this role there that are held or to come. How many; not_found, when there is none.
base::Result<std::size_t> end_role(const OfflineHand& hand, const RoleWish& wish);

/// From the day on, in the new unit's zone (R20). When that is.
base::Result<base::Instant> move_from(const OfflineHand& hand, const std::string& login, const std::string& unit_name,
                                      base::Day day);

/// How many sessions ended.
base::Result<std::size_t> close_account_of(const OfflineHand& hand, const std::string& login);
base::Result<void> open_account_of(const OfflineHand& hand, const std::string& login);

}  // namespace siaga::hub
