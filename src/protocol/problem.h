// Problem details (RFC 9457): how the hub says no. `type` is stable: "urn:siaga:problem:" + name_of(fault).
// Thread: any.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace siaga::protocol {

/// {"type","title","status","detail","field"?}; `field` only when the error names one.
std::string encode_problem(const base::Error& error);
/// The status that belongs to a fault: invalid 400, unauthenticated 401, forbidden 403, not_found 404, conflict 409,
/// too_large 413, unsupported 415, checksum 460, too_many 429, storage_full 507, unavailable 503, timeout 504, else
/// 500.
unsigned status_of(base::Fault fault);
/// Reads an answer that isn't 2xx. A body that is no problem document becomes an error by its status.
base::Error decode_problem(unsigned status, std::string_view json);

/// `field` of a 410: the hub has ended this upload, whose phone was silent for too long. The whole clip may be sent
/// under another id.
inline constexpr std::string_view abandoned_upload = "abandoned";

inline constexpr std::string_view problem_content_type = "application/problem+json";

}  // namespace siaga::protocol
