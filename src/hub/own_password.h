// The password of whoever is signed in, asked again: a session may lie open. Guesses here are counted apart from those
// at the sign-in page, for each session, so that neither strangers nor neighbours slow a desk down.
// Thread: the session's executor. Call in this order: must_wait, check_own_password, judge_guess.
#pragma once

#include "hub/call.h"

#include <chrono>
#include <optional>
#include <string>

namespace siaga::hub {

/// How long the next guess must wait; nothing: go on, and it counts until judge_guess takes it back.
std::optional<std::chrono::seconds> must_wait_for_guess(const Call& call);

/// Only a refused password or code was a guess; it is journaled. `fault` of the outcome; nothing when it was good.
void judge_guess(const Call& call, std::optional<base::Fault> fault);

template <class T>
void judge_guess(const Call& call, const base::Result<T>& outcome) {
  judge_guess(call, outcome ? std::nullopt : std::optional{outcome.error().fault});
}

/// The hash that it was right against, for who changes it. Errors: forbidden, field "password"; unavailable.
asio::awaitable<base::Result<std::string>> check_own_password(Call& call, std::string password);

}  // namespace siaga::hub
