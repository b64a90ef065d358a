#include "connect/target.h"

#include <algorithm>

namespace siaga::connect {

using base::fail;
using base::Fault;
using base::Result;
using domain::ApplicationUser;

namespace {

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

}  // namespace

bool is_same_name(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, {}, &small, &small);
}

base::Error throttled(base::Instant until) {
  return fail(Fault::too_many, "the application asks to wait", base::to_rfc3339(until));
}

std::optional<base::Instant> throttled_until(const base::Error& error) {
  if (error.fault != Fault::too_many) return std::nullopt;
  const auto until = base::parse_rfc3339(error.field);
  if (!until) return std::nullopt;
  return *until;
}

Result<ApplicationUser> confirmed_inactive(std::optional<ApplicationUser> read) {
  if (!read) return fail(Fault::not_found, "the application has no such user any more");
  if (read->active)
    return fail(Fault::conflict, "the application answered that it was done, and the user is still active",
                "unchanged");
  return std::move(*read);
}

Result<ApplicationUser> confirmed_created(std::optional<ApplicationUser> read) {
  if (!read)
    return fail(Fault::conflict, "the application answered that it was done, and there is no such user", "unchanged");
  if (!read->active) return fail(Fault::conflict, "the application made the user, but an inactive one", "unchanged");
  return std::move(*read);
}

}  // namespace siaga::connect
