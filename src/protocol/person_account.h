// Somebody else's account on the wire, for who administers them: whether it is closed, what closing it would end, a
// code for a new password, mails that don't leave. Requests are read strictly, answers tolerate unknown members.
// Errors: Fault::invalid with a JSON pointer. Thread: any.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::protocol {

/// GET /api/v1/people/{id}/account
struct PersonAccount {
  bool has_password = false;
  bool second_factor = false;              ///< asked for at signing in
  std::optional<base::Instant> closed_at;  ///< nothing: it is open
  // What closing it would end.
  std::uint64_t roles = 0;     ///< held or to come
  std::uint64_t sessions = 0;  ///< open
  std::uint64_t alarms = 0;    ///< that they own: somebody takes them over
  std::uint64_t orders = 0;    ///< of theirs for user IDs, not carried out yet: they lapse (R42)
};

/// POST /api/v1/people/{id}/password-code: shown once; told by voice.
struct PasswordCode {
  std::string code;  ///< six digits
  base::Instant expires_at;
};

/// GET /api/v1/late-mails: what the mail server hasn't taken at the first try.
struct LateMails {
  std::uint64_t waiting = 0;           ///< tried in vain, tried again
  std::uint64_t given_up = 0;          ///< within a day
  std::optional<base::Instant> since;  ///< when the oldest of them was written
};

/// The body of commands that say nothing more than their path: {}.
base::Result<void> decode_nothing(std::string_view json);
base::Result<PersonAccount> decode_person_account(std::string_view json);
base::Result<PasswordCode> decode_password_code(std::string_view json);
base::Result<LateMails> decode_late_mails(std::string_view json);

std::string encode(const PersonAccount& account);
std::string encode(const PasswordCode& code);
std::string encode(const LateMails& mails);

}  // namespace siaga::protocol
