#include "domain/person_move.h"

#include <algorithm>

namespace siaga::domain {

using base::fail;
using base::Fault;

base::Result<void> check_move(const PersonMove& move, const Person& person, std::span<const PersonMove> to_come,
                              base::Instant now) {
  if (move.at <= now) return fail(Fault::invalid, "the day of a move lies ahead", "day");
  if (move.unit == person.unit) return fail(Fault::invalid, "they belong to this unit already", "unit");
  const auto other = [&](const PersonMove& one) { return one.id != move.id; };
  if (std::ranges::any_of(to_come, other))
    return fail(Fault::conflict, "another move of theirs is still to come: drop it first", "move");
  return {};
}

MovedRoles move_roles(std::span<const Grant> grants, const base::Id& from, const base::Id& to, base::Instant at) {
  MovedRoles moved;
  for (auto grant : grants) {
    if (grant.unit != from || (grant.until && *grant.until <= at)) continue;
    if (grant.role == Role::officer) {
      auto there = grant;
      there.id = {};
      there.unit = to;
      there.from = std::max(grant.from, at);
      moved.given.push_back(there);
    }
    grant.until = std::max(grant.from, at);
    moved.ended.push_back(grant);
  }
  return moved;
}

}  // namespace siaga::domain
