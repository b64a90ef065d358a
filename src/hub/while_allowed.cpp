#include "hub/while_allowed.h"

namespace siaga::hub {

namespace {

constexpr std::chrono::seconds longest_look{2};

/// One answer's look at its session.
struct Allowance {
  Sessions& sessions;
  std::shared_ptr<Session> session;
  AccountPtr had;
  std::optional<std::chrono::steady_clock::time_point> unknown_since;

  bool operator()() {
    if (sessions.is_over(*session)) return false;
    const auto account = sessions.known_account(*session);
    if (!account) {
      const auto now = std::chrono::steady_clock::now();
      if (!unknown_since) {
        unknown_since = now;
        sessions.refresh(session);
      }
      return now - *unknown_since < longest_look;
    }
    unknown_since.reset();
    return account->standing == had->standing;
  }
};

}  // namespace

std::function<bool()> while_allowed(const Call& call) {
  return Allowance{call.core.sessions, call.session, call.account, std::nullopt};
}

}  // namespace siaga::hub
