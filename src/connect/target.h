// The port to an application whose user IDs are opened and closed (R37, R38): what each connector offers. A change
// counts only when it was read back: deactivate and create return what the application says afterwards, never what it
// answered to the change.
// Owner: whoever made it. Thread: one at a time, a worker's; each call blocks, a StopSwitch given to the connector
// ends it within a second or so.
//
// Errors, and what a person should know of them:
//   unavailable      nobody there, the connection broke off, or the application has a fault of its own; or stopped
//   timeout          no answer in time
//   untrusted        its certificate isn't one to trust
//   unauthenticated  it refuses our credentials
//   forbidden        it knows them, and they may not do this
//   too_many         it asks us to wait: until `throttled_until`
//   conflict         `field` "unchanged": it answered as if it were done, and it isn't; "exists": the user name is
//                    somebody's; "ambiguous": two users of that name
//   not_found        no such user any more
//   corrupt          its answer makes no sense; too_large: nor is its size sensible
//   unsupported      it doesn't offer this; `field` "redirect": it sends us elsewhere, where we don't go
//   invalid          it refuses what we sent for good; or the connector's own settings are wrong (`field` names it)
// No error and no log line holds a secret.
#pragma once

#include "base/child_process.h"
#include "base/result.h"
#include "domain/application_user.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::connect {

/// For a new agent. The password goes to the application and nowhere else: not into a log, an error or a table.
struct NewUser {
  std::string user_name;
  std::string email{};
  std::string name{};
  std::string password{};  ///< empty: the application makes one, or none is needed
};

class Target {
 public:
  using User = domain::ApplicationUser;

  Target() = default;
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;
  virtual ~Target() = default;

  /// Nothing when the application has nobody of this name.
  virtual base::Result<std::optional<User>> find(const std::string& user_name) = 0;
  /// By the application's own id; nothing when there is no such user any more.
  virtual base::Result<std::optional<User>> read(const std::string& id) = 0;
  /// As read afterwards: inactive. May be repeated. A change whose answer got lost succeeds when it is read back.
  virtual base::Result<User> deactivate(const std::string& id) = 0;
  /// As read afterwards; a user whose answer got lost is looked for by name, which nobody had before. Where that fails
  /// as well it may be there all the same: a repetition then says conflict, and find() shows it.
  virtual base::Result<User> create(const NewUser& user) = 0;
  /// Hands over each user once; an error of `take` ends it and is returned. Either all of them were handed over, or an
  /// error says that they weren't.
  virtual base::Result<void> list(const std::function<base::Result<void>(User)>& take) = 0;
};

/// Names that compare as applications do: without regard to ASCII capitals.
bool is_same_name(std::string_view one, std::string_view other);

/// too_many, with the moment from which the application may be asked again.
base::Error throttled(base::Instant until);
/// Of throttled(); nothing for any other error.
std::optional<base::Instant> throttled_until(const base::Error& error);

/// "exists, and inactive": what both connectors say about a change that was read back, or not.
base::Result<domain::ApplicationUser> confirmed_inactive(std::optional<domain::ApplicationUser> read);
base::Result<domain::ApplicationUser> confirmed_created(std::optional<domain::ApplicationUser> read);

}  // namespace siaga::connect
