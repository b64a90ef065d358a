// What SCIM 2.0 (RFC 7643, 7644) says, and what is said to it, as text: nothing here asks anybody. Answers are those of
// strangers: limits on every member, names without regard to case, booleans also as strings ("False"), which are never
// sent. Pure; any thread. Errors: corrupt, with what is wrong.
#pragma once

#include "base/result.h"
#include "connect/target.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::connect::scim {

using User = domain::ApplicationUser;

/// A ListResponse. `total`: totalResults, where it says so.
struct Page {
  std::vector<User> users;
  std::optional<std::uint64_t> total;
};

/// `activity` names the attribute that holds the newest sign of activity, as RFC 7644 §3.10 writes it ("lastLogin",
/// "meta.lastSeen", "urn:…:User:lastLogin"); empty: the application doesn't tell.
base::Result<Page> read_page(std::string_view json, const std::string& activity);
base::Result<User> read_user(std::string_view json, const std::string& activity);

/// The whole resource as it came with active off, for PUT. Errors: corrupt.
base::Result<std::string> switched_off(std::string_view json);
/// One operation on `active`, for PATCH.
std::string patch_off();
/// For POST.
std::string new_user(const NewUser& user);
/// userName eq "…", quoted as JSON.
std::string by_user_name(const std::string& user_name);

/// An error's own words: scimType and detail, printable, at most 200 bytes; empty when it has none. `with_detail`
/// false: scimType alone, a word out of RFC 7644's list, for requests whose secret a detail might repeat.
std::string complaint(std::string_view json, bool with_detail);

/// RFC 3986: everything but unreserved characters as %XX.
std::string percent_encoded(std::string_view text);

}  // namespace siaga::connect::scim
