// People, units and grants as administrators change them: what is well formed and what is allowed. Pure; any thread.
// Errors: Fault::invalid with the member's name in `field`; conflict for what the present state doesn't allow.
#pragma once

#include "base/result.h"
#include "domain/access.h"

#include <span>
#include <string>
#include <string_view>

namespace siaga::domain {

/// Blanks at the ends and doubled are gone; so are control and direction marks and whatever else nobody can see, which
/// makes a name look like another.
std::string tidy_name(std::string_view name);

/// "sari@contoh.id": an address that mail goes to. ASCII without blanks, brackets and control characters, one @ with
/// something on both sides, at most 254 bytes.
bool is_address(std::string_view text);

/// Who changes how somebody signs in could sign in as them: for that they must be able to give all that they hold.
/// `theirs`: all grants of whose login it is. Everybody changes their own.
bool may_change_login(const Standing& by, std::span<const Grant> theirs, base::Instant now);

/// After tidying (name, post and phone): a name of 1–120 characters, an e-mail or an NRP (up to 18 digits) to sign in
/// with, a phone of up to 32 bytes.
base::Result<void> check_person(const Person& person);

/// Whether `unit` is `top` or below it, in the tree of all units.
bool is_part_of(std::span<const Unit> tree, base::Id unit, const base::Id& top);

/// `tree`: all units. A zone is one of those of base/zone.h; a unit is no part of itself, by any way round.
base::Result<void> check_unit(const Unit& unit, std::span<const Unit> tree);

/// Ends after it begins; a deputy is for somebody else.
base::Result<void> check_grant(const Grant& grant);

/// Who is acted for holds that role there, and not as a deputy, when the deputy begins: else the grant would give more
/// than anybody has who is absent. `theirs`: all grants of the absent person. Errors: conflict, field "deputy_role".
base::Result<void> check_deputy(const Grant& grant, std::span<const Grant> theirs, std::span<const Unit> tree);

/// The last administrator of the whole organisation stays. `administrators`: all grants of that role.
base::Result<void> check_end(const Grant& grant, std::span<const Grant> administrators, base::Instant now);

}  // namespace siaga::domain
