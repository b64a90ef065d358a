// Who may do what, and whose matters they see: the one place where it is decided. Pure; no thread.
#pragma once

#include "base/id.h"
#include "domain/person.h"

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

/// True when matters of `unit` are for this person's eyes. The nil unit (the hub itself) is for all who watch the desk.
bool sees_unit(const Person& person, const base::Id& unit);

}  // namespace siaga::domain
