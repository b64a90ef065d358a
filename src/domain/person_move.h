// Moves of people between units from a day on (R20): planned by whoever administers both, carried out by the hub when
// the day begins in the new unit's zone. What happened before stays with the old unit. Pure; any thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "domain/access.h"

#include <optional>
#include <span>
#include <vector>

namespace siaga::domain {

struct PersonMove {
  base::Id id;
  base::Id person;
  base::Id unit;     ///< where they go
  base::Instant at;  ///< when the day begins there
  base::Id planned_by;
};

/// It lies ahead, leads elsewhere, and is the only one that is still to come (`to_come`: theirs).
/// Errors: invalid, `field` "day" or "unit"; conflict, "move".
base::Result<void> check_move(const PersonMove& move, const Person& person, std::span<const PersonMove> to_come,
                              base::Instant now);

/// What becomes of the roles of who moves: those held for the old unit end, an officer's goes along. Roles for a unit
/// above, or for the whole organisation, stay.
struct MovedRoles {
  std::vector<Grant> ended;  ///< `until` is set
  std::vector<Grant> given;  ///< without ids
};
MovedRoles move_roles(std::span<const Grant> grants, const base::Id& from, const base::Id& to, base::Instant at);

}  // namespace siaga::domain
