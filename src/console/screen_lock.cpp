#include "console/screen_lock.h"

#include <algorithm>

namespace siaga::console {

namespace {

ScreenLock::Refusal refusal_of(const base::Error& error) {
  using enum ScreenLock::Refusal;
  switch (error.fault) {
    case base::Fault::forbidden: return wrong_password;
    case base::Fault::too_many: return too_many;
    case base::Fault::unavailable:
    case base::Fault::timeout:
    case base::Fault::untrusted: return unreachable;
    default: return other;
  }
}

}  // namespace

void ScreenLock::enter(Time now, bool locked) {
  if (state_ != State::away) return;  // the same person; their session was looked at anew
  state_ = locked ? State::locked : State::open;
  refusal_ = Refusal::none;
  touched_ = now;
}

void ScreenLock::leave() {
  state_ = State::away;
  ++asked_;
}

void ScreenLock::touched(Time now) { touched_ = std::max(touched_, now); }

bool ScreenLock::tick(Time now, std::chrono::minutes pause) {
  return state_ == State::open && now - touched_ >= sane(pause) && lock();
}

bool ScreenLock::lock() {
  if (state_ != State::open) return false;
  state_ = State::locked;
  refusal_ = Refusal::none;
  return true;
}

std::optional<std::uint64_t> ScreenLock::ask() {
  if (state_ != State::locked) return std::nullopt;
  state_ = State::asking;
  return ++asked_;
}

bool ScreenLock::answered(std::uint64_t number, const base::Result<void>& answer, Time now) {
  if (state_ != State::asking || number != asked_) return false;
  state_ = answer ? State::open : State::locked;
  refusal_ = answer ? Refusal::none : refusal_of(answer.error());
  touched_ = std::max(touched_, now);
  return state_ == State::open;
}

std::chrono::minutes ScreenLock::sane(std::chrono::minutes pause) {
  return std::clamp(pause, shortest_pause, longest_pause);
}

}  // namespace siaga::console
