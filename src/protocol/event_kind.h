// The append-only list of what the journal can say. A kind is never renamed, renumbered or reused.
// Values; no thread.
#pragma once

#include "domain/role.h"

#include <optional>
#include <string_view>

namespace siaga::protocol {

enum class EventKind {
  hub_started,         // "hub.started"
  hub_clock_stepped,   // "hub.clock_stepped"
  session_opened,      // "session.opened"
  session_closed,      // "session.closed"
  sos_raised,          // "sos.raised"
  sos_withdrawn,       // "sos.withdrawn"
  sos_shown,           // "sos.shown"
  sos_claimed,         // "sos.claimed"
  sos_released,        // "sos.released"
  sos_taken_over,      // "sos.taken_over"
  sos_responded,       // "sos.responded"
  sos_noted,           // "sos.noted"
  sos_closed,          // "sos.closed"
  sos_track,           // "sos.track"
  recording_started,   // "recording.started"
  recording_finished,  // "recording.finished"
  recording_examined,  // "recording.examined"
  console_muted,       // "console.muted"
  console_unmuted,     // "console.unmuted"
  loss_confirmed,      // "loss.confirmed": a person has seen "mungkin hilang #a–#b"
  session_refused,     // "session.refused": a wrong password for somebody who is known
  recording_watched,   // "recording.watched": somebody opened the bytes, once a session
  person_added,        // "person.added"
  person_changed,      // "person.changed"
  unit_changed,        // "unit.changed": made or altered
  grant_given,         // "grant.given": a role, from a day on
  grant_ended,         // "grant.ended"
  /// "password.reset_requested": somebody asked for a code; who it was isn't known
  password_reset_requested,
  /// "password.reset": with a code that went to their e-mail
  password_reset,
  second_factor_enrolled,  // "second_factor.enrolled"
  /// "second_factor.removed": by its person, or (nil actor) at the hub's own machine
  second_factor_removed,
  /// "second_factor.recovery_used": one of the ten codes on paper
  second_factor_recovery_used,
  /// "hub.restored": the database goes on from a backup, with another epoch
  hub_restored,
};

std::string_view name_of(EventKind kind);
std::optional<EventKind> event_kind(std::string_view name);
/// For whose eyes: domain::sees.
domain::Topic topic_of(EventKind kind);

}  // namespace siaga::protocol
