// A console from which somebody has signed in before: whoever guesses at their account from elsewhere neither delays
// them there nor uses up their codes. Its token opens nothing; it is kept as SHA-256, for the account that it is for.
// Thread: the session's executor.
#pragma once

#include "base/digest.h"
#include "hub/core.h"

#include <optional>
#include <string>

namespace siaga::hub {

struct KnownConsole {
  base::Sha256 token_hash{};
  base::Id person;

  /// Its name to SignInThrottle.
  std::string key() const { return base::to_hex(token_hash) + base::to_string(person); }
};

/// An attempt at an account, as SignInThrottle sees it: that of a known console when strangers have used up the
/// account's or the address's.
struct Attempt {
  std::string account;  ///< a person's, by whichever login; a login that is nobody's counts for itself
  std::string address;
  std::optional<KnownConsole> console;            ///< it counts as that console's
  std::optional<std::chrono::seconds> must_wait;  ///< it is refused

  void succeeded(SignInThrottle& throttle) const;
  void password_right(SignInThrottle& throttle) const;
};
/// A store that can't be asked knows neither person nor console.
asio::awaitable<Attempt> begin_attempt(Core& core, SignInThrottle& throttle, std::string login, std::string address,
                                       std::optional<std::string> device);

}  // namespace siaga::hub
