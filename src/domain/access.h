// Who may do what, and whose matters they see: the one place where it is decided. Pure; no thread.
#pragma once

#include "base/id.h"
#include "domain/person.h"

#include <chrono>

namespace siaga::domain {

/// One a command or query; append only.
enum class Action {
  raise_sos,     ///< and withdraw, upload its recording, send positions: the officer's side
  read_own_sos,  ///< the reporter's view of who took it
  watch_desk,    ///< snapshot, feed, history, recordings
  handle_sos,    ///< claim, release, respond, note, close
  take_over_sos,
  mute_console,
};

bool may(const Person& person, Action action);

/// How long a session lasts: without a request, and in all. A phone must raise an alarm without signing in first; a
/// console uses its session all the time by its feed, so it is idle only when it is off.
struct SessionLength {
  std::chrono::hours idle;
  std::chrono::hours whole;
};
SessionLength session_length(Role role);

/// True when matters of `unit` are for this person's eyes. The nil unit (the hub itself) is for all who watch the desk.
bool sees_unit(const Person& person, const base::Id& unit);

}  // namespace siaga::domain
