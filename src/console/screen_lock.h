// ScreenLock: decides when the desk's screen is locked and what opens it again. Alarms go on behind it: it hides and
// silences none. Pure: no window, no clock, no hub; who owns it brings the time, asks the hub about a password and
// hands the answer in. Owner: the window. Thread: the UI thread.
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace siaga::console {

class ScreenLock {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::minutes usual_pause{10};
  static constexpr std::chrono::minutes shortest_pause{1};
  static constexpr std::chrono::minutes longest_pause{120};

  enum class State {
    away,    ///< nobody is signed in: there is nothing to lock
    open,    ///< somebody works here
    locked,  ///< a password is waited for
    asking,  ///< one is at the hub
  };
  /// Why it is still locked after a try.
  enum class Refusal { none, wrong_password, too_many, unreachable, other };
  /// What somebody wants to do at a locked screen.
  enum class Wish {
    look,   ///< at the alarms: the queue, their videos
    leave,  ///< sign out, so that another person can sign in
    act,    ///< everything else
  };

  /// Somebody has come in; `locked`: with a sign-in that was left locked.
  void enter(Time now, bool locked);
  void leave();
  /// A key or the pointer.
  void touched(Time now);
  /// True when it has just locked: nothing was touched for `pause`.
  bool tick(Time now, std::chrono::minutes pause);
  /// By hand. True when it has just locked.
  bool lock();

  /// A password was typed. The number belongs to the answer; nothing: it isn't locked, or one is at the hub already.
  std::optional<std::uint64_t> ask();
  /// True when it has just opened. An answer to an earlier lock or person is none.
  bool answered(std::uint64_t number, const base::Result<void>& answer, Time now);

  State state() const { return state_; }
  bool is_locked() const { return state_ == State::locked || state_ == State::asking; }
  Refusal refusal() const { return refusal_; }
  bool lets(Wish wish) const { return !is_locked() || wish != Wish::act; }

  /// A setting as far as it makes sense.
  static std::chrono::minutes sane(std::chrono::minutes pause);

 private:
  State state_ = State::away;
  Refusal refusal_ = Refusal::none;
  Time touched_{};
  std::uint64_t asked_ = 0;
};

}  // namespace siaga::console
