// Makes the target of an application out of what administrators configured: the kind of its connector, its settings
// (protocol/connector_settings.h, nothing secret) and the secret. Settings are checked before they are kept, by the
// same reading. A command's program is a file in the data folder's connectors/: which programs may run is decided by
// whoever has this machine, never over the network.
//
// Owner: the hub. Thread: any; a target belongs to one worker at a time.
#pragma once

#include "base/clock.h"
#include "connect/target.h"
#include "domain/user_id.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::hub {

class Targets {
 public:
  /// `clock` outlives it and its targets, and so must it itself. `programs`: data folder's connectors/.
  Targets(const base::Clock& clock, std::filesystem::path programs);

  /// Whether `settings` and the secret (empty: none) make a connector of this kind ("scim", "command"; for "manual"
  /// they must be empty). Errors: invalid; `field` is a JSON pointer into the settings ("/url"), "kind" or "secret".
  base::Result<void> check(std::string_view kind, std::string_view settings, const std::string& secret) const;
  /// Errors: as check(); unsupported for "manual".
  base::Result<std::unique_ptr<connect::Target>> target(std::string_view kind, std::string_view settings,
                                                        const std::string& secret) const;
  /// Ends what its targets are waiting for, and every later wait.
  void stop() { stop_.stop(); }

 private:
  const base::Clock& clock_;
  std::filesystem::path programs_;
  base::StopSwitch stop_;
};

/// Whether a secret that was given for `was` would be shown to somebody else: another connector, or other settings than
/// how long and how much is asked (protocol::is_same_place).
bool goes_elsewhere(const domain::Application& was, const domain::Application& is);

/// Asks for the first page of users and for no more: whether the application can be reached, lets us in and is
/// understood. The name of the first user; nothing when it has none. Changes nothing. Blocks its caller. Errors: those
/// of connect/target.h.
base::Result<std::optional<std::string>> try_out(connect::Target& target);

}  // namespace siaga::hub
