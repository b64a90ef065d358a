// People, units and grants as administrators change them: what is well formed and what is allowed. Pure; any thread.
// Errors: Fault::invalid with the member's name in `field`; conflict for what the present state doesn't allow.
#pragma once

#include "base/result.h"
#include "domain/access.h"

#include <span>
#include <string>
#include <string_view>

namespace siaga::domain {

/// Blanks at the ends and doubled are gone; so are control and direction marks, which make a name look like another.
std::string tidy_name(std::string_view name);

/// Who changes how somebody signs in could sign in as them: for that they must be able to give all that they hold.
/// `theirs`: all grants of whose login it is. Everybody changes their own.
bool may_change_login(const Standing& by, std::span<const Grant> theirs, base::Instant now);

/// After tidying: a name of 1–120 characters, an e-mail or an NRP (up to 18 digits) to sign in with.
base::Result<void> check_person(const Person& person);

/// Whether `unit` is `top` or below it, in the tree of all units.
bool is_part_of(std::span<const Unit> tree, base::Id unit, const base::Id& top);

/// `tree`: all units. A zone is one of those of base/zone.h; a unit is no part of itself, by any way round.
base::Result<void> check_unit(const Unit& unit, std::span<const Unit> tree);

/// Ends after it begins; a deputy is for somebody else.
base::Result<void> check_grant(const Grant& grant);

/// The last administrator of the whole organisation stays. `administrators`: all grants of that role.
base::Result<void> check_end(const Grant& grant, std::span<const Grant> administrators, base::Instant now);

}  // namespace siaga::domain
