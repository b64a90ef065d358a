// One-time codes by time, as authenticator apps show them (RFC 6238 over RFC 4226: HMAC-SHA-1, 30 s, six digits), and
// how their secret travels into such an app. Pure: the caller brings the time. Thread: any.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::domain {

inline constexpr std::chrono::seconds totp_period{30};
inline constexpr std::size_t totp_digits = 6;
/// Bytes of a secret: as long as the digest (RFC 4226 §4, R6).
inline constexpr std::size_t totp_secret_size = 20;

/// How many periods have begun since 1970; a code belongs to one.
std::int64_t totp_step(base::Instant at);

/// `digits` from 6 to 8. Nothing but this makes codes.
std::string totp_code(std::string_view secret, std::int64_t step, std::size_t digits = totp_digits);

/// The step whose code this is: the present one or a neighbour, since clocks differ and people type slowly (RFC 6238
/// §5.2). Steps up to `last_step` are spent: a code that was read over a shoulder opens nothing. Nothing: refused.
std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view code, base::Instant at,
                                          std::optional<std::int64_t> last_step);

/// RFC 4648 §6, capitals, without padding: apps want none.
std::string to_base32(std::string_view bytes);
/// Either case, with or without padding. Errors: Fault::invalid.
base::Result<std::string> from_base32(std::string_view text);

/// What the QR code says: otpauth://totp/ISSUER:ACCOUNT?secret=…; names are escaped, so that none of them can add a
/// parameter or a second colon.
std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret);

}  // namespace siaga::domain
