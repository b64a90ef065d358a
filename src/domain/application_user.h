// A user ID as an application itself tells it: what is really there, whatever the logbook says. Values; no thread.
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>

namespace siaga::domain {

struct ApplicationUser {
  std::string id;         ///< the application's own, never shown; stays when the name changes
  std::string user_name;  ///< the user ID as people know it; applications don't tell capitals from small letters
  std::string email;      ///< empty: not told
  std::string name;       ///< empty: not told
  bool active = true;     ///< true also where the application doesn't say: only a clear no counts as inactive
  std::optional<base::Instant> last_active{};  ///< newest sign of activity, where the application tells

  friend bool operator==(const ApplicationUser&, const ApplicationUser&) = default;
};

}  // namespace siaga::domain
