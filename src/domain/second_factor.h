// What the second factor means to a session, of whom it is asked, and the codes on paper that stand in for a lost
// phone. Pure; values.
// Thread: any.
#pragma once

#include "base/result.h"
#include "domain/role.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::domain {

/// How a session was opened, and what it counts as. Append only; the names are stored and sent.
enum class SecondFactor {
  none,    ///< with a password; roles that need more than that don't count
  needed,  ///< with a password, and this person must enrol (or sign in with their code) before anything else
  active,  ///< with both
};

std::string_view name_of(SecondFactor state);  // none, needed, active
/// Nothing for a name that is none of these.
std::optional<SecondFactor> second_factor(std::string_view name);

/// Of whom the organisation asks a second factor.
struct FactorPolicy {
  enum class Kind {
    standard,  ///< holders of roles that decide about alarms, accounts and rights: needs_second_factor
    nobody,
    everybody,  ///< an alarm is raised without it all the same
    named,      ///< holders of `roles` and no others
  };
  Kind kind = Kind::standard;
  std::vector<Role> roles;  ///< only when they are named

  bool asks(Role role) const;
  friend bool operator==(const FactorPolicy&, const FactorPolicy&) = default;
};
/// As commands and the API have it: "on", "off", "all", or the names of roles with commas between them.
std::string name_of(const FactorPolicy& policy);
/// Errors: invalid, field "policy".
base::Result<FactorPolicy> factor_policy(std::string_view name);

/// Single use; a new enrolment makes new ones.
inline constexpr std::size_t recovery_codes = 10;
/// Bytes that become one code of ten letters and digits.
inline constexpr std::size_t recovery_code_entropy = 7;

/// "K7QX2-MB4TF": from random bytes, 50 bits of them.
std::string recovery_code(const std::array<std::uint8_t, recovery_code_entropy>& random);

/// What somebody typed, as it is compared: without blanks and hyphens, in capitals.
std::string plain_code(std::string_view typed);
/// Six digits, and therefore the app's; anything else can only be a recovery code. Of a plain code.
bool is_app_code(std::string_view plain);

}  // namespace siaga::domain
