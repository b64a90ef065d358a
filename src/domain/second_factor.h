// What the second factor means to a session, and the codes on paper that stand in for a lost phone. Pure; values.
// Thread: any.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::domain {

/// How a session was opened, and what it counts as. Append only; the names are stored and sent.
enum class SecondFactor {
  none,    ///< with a password, and no more is asked of this person
  needed,  ///< with a password, and this person must enrol (or sign in with their code) before anything else
  active,  ///< with both
};

std::string_view name_of(SecondFactor state);  // none, needed, active
/// Nothing for a name that is none of these.
std::optional<SecondFactor> second_factor(std::string_view name);

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
