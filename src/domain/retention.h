// How long the logbook keeps a user ID: two years from its closing (R39), counted in days of its unit's zone, and
// longer while somebody holds it.
// Pure; no thread. Owner: the hub's logbook_desk decides on the store thread.
#pragma once

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace siaga::domain {

/// Which day it is there.
base::Day day_of(base::Instant at, std::string_view zone);

/// The last day of the two years. What was closed on the 29th of February is kept to the 1st of March: never less than
/// two years.
base::Day last_kept_day(base::Instant closed, std::string_view zone);
/// 24:00 of that day.
base::Instant kept_until(base::Instant closed, std::string_view zone);

/// What decides whether a user ID may go.
struct Keeping {
  std::optional<base::Instant> until{};  ///< kept_until; nothing while it is active
  std::optional<std::string> held{};     ///< why it is kept beyond
  bool disposed = false;
};
/// Errors: conflict; `field` "keeping" (the two years aren't over, or the ID is active), "held", "disposed".
base::Result<void> check_disposal(const Keeping& keeping, base::Instant now);
/// Whether somebody may hold or release it. Errors: conflict; `field` "held", "disposed".
base::Result<void> check_hold(const Keeping& keeping);
base::Result<void> check_release(const Keeping& keeping);

}  // namespace siaga::domain
