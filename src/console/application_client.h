// ApplicationClient: the applications that people have user IDs in, as a console sees them, and what whoever manages
// them changes: name, unit, connector, its settings, its secret. Nothing is kept here.
// Owner: the link, which carries the requests. Thread: the UI thread; each answer comes back there, none after the link
// is gone. Errors: the hub's (Error::field is a JSON pointer into the settings, or names "secret", "unit", "name",
// "target_minutes"), and unavailable when it wasn't reached within 10 s, 2 minutes for a check.
#pragma once

#include "console/user_id_client.h"
#include "protocol/connector_settings.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::console {

class ApplicationClient {
 public:
  using Request = UserIdClient::Request;
  using Send = UserIdClient::Send;
  template <class T>
  using Done = UserIdClient::Done<T>;

  /// `console`: the name under which commands are journaled.
  ApplicationClient(Send send, const base::Clock& clock, std::string console);

  /// By name.
  void fetch(Done<std::vector<protocol::ApplicationView>> done);
  /// Errors: invalid: a newer hub has settings that aren't known here, and keeping them would lose those.
  static base::Result<protocol::ConnectorSettings> settings_of(const domain::Application& application);

  struct Wish {
    domain::Application application{};  ///< its connector and settings are those of `settings`
    protocol::ConnectorSettings settings{};
    std::optional<std::string> secret{};  ///< nothing: as it is; empty: none
  };
  /// New, or changed; the same once more changes nothing.
  void save(const Wish& wish, Done<protocol::ApplicationView> done);
  /// Whether its connector works, as the hub has it; changes nothing there.
  void check(const base::Id& application, Done<protocol::CheckView> done);

  /// For one that is about to be made.
  base::Id new_id() const { return base::make_id(clock_.now()); }

 private:
  Send send_;
  const base::Clock& clock_;
  std::string console_;
};

}  // namespace siaga::console
