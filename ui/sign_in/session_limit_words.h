// How a console warns that its session comes to its end: an absolute limit by role, in the middle of a shift perhaps.
// Pure; thread: UI.
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>

namespace siaga::ui {

struct SessionLimitWarning {
  std::string head;
  std::string rest;  ///< what it means and what to do
};

/// Nothing while there are more than 30 minutes left. `now` is the hub's clock. `watches`: alarms come to this desk.
std::optional<SessionLimitWarning> session_limit_warning(base::Instant expires_at, base::Instant now,
                                                         const std::string& zone, bool watches);

}  // namespace siaga::ui
