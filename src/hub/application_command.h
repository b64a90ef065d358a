// `siaga-hub application list|put|check|reconcile`: applications, their connectors and what they have, while the hub
// isn't running. Thread: start-up; check and reconcile block as long as the application takes.
// Errors: not_found, conflict (`field` "name": several are called so; "as": whose name it is done in), invalid; of an
// application: those of connect/target.h.
#pragma once

#include "base/clock.h"
#include "domain/user_id.h"
#include "hub/hub.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace siaga::hub {

std::vector<domain::Application> list_applications(store::Database& database);

struct ApplicationWish {
  std::string name;
  std::string unit_name;  ///< empty: everybody's
  std::string connector = "manual";
  std::string settings{};               ///< JSON: hub/targets.h
  std::optional<std::string> secret{};  ///< nothing: as it is; empty: none
  /// R41: nothing: as it is; an empty one: none.
  std::optional<std::optional<std::chrono::minutes>> target{};
  std::string as;  ///< e-mail or NRP of who answers for it; empty: the one system administrator
};
/// New, or the one of that name changed.
base::Result<domain::Application> put_application(OfflineStore& opened, const base::Clock& clock,
                                                  const ApplicationWish& wish);

/// `which`: name or id. The name of its first user; nothing when it has none.
base::Result<std::optional<std::string>> check_application(OfflineStore& opened, const base::Clock& clock,
                                                           const std::string& which);

struct ReconcileOutcome {
  std::uint64_t users = 0;
  std::uint64_t listed = 0;  ///< new in the logbook
  std::uint64_t found = 0;   ///< new findings
  std::uint64_t over = 0;    ///< findings that are over
};
base::Result<ReconcileOutcome> reconcile_application(OfflineStore& opened, const base::Clock& clock,
                                                     const std::string& which);

}  // namespace siaga::hub
