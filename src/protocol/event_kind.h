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
  person_viewed,        // "person.viewed": somebody opened what is kept about another person, once a session
  person_move_planned,  // "person.move_planned": to another unit, from a day on (R20)
  password_changed,     // "password.changed": by its person, who gave the old one
  application_changed,  // "application.changed": an application that people have user IDs in: made or altered
  user_id_listed,       // "user_id.listed": a user ID is in the logbook from here on (R39)
  case_opened,          // "case.opened": a resignation, or a new agent's e-mail, was received (R37, R38)
  case_requested,       // "case.requested": Support asked the team leader
  case_ordered,         // "case.ordered": a team leader's order: now, or for the moment that the last day ends (R42)
  case_lapsed,          // "case.lapsed": an order ended with its giver's role (R42)
  case_attempted,       // "case.attempted": the application was asked
  case_failed,          // "case.failed": and it didn't do it; tried again at `retry_at`
  user_id_deactivated,  // "user_id.deactivated": the application says so
  user_id_created,      // "user_id.created": the application says so
  user_id_confirmed,    // "user_id.confirmed": an independent look at the application shows it
  case_handed_over,     // "case.handed_over": the new agent has the user ID
  case_documented,      // "case.documented": the logbook is up to date: the end of a case
  case_reopened,        // "case.reopened": the user ID came back to life
  case_withdrawn,       // "case.withdrawn": the agent stays, or it was recorded by mistake
  case_warned,          // "case.warned": of its deadline (R36) or the unit's own target (R41)
  finding_opened,       // "finding.opened": application and directory differ
  finding_accepted,     // "finding.accepted": with a reason
  user_id_seen_active,  // "user_id.seen_active": after the last working day
  logbook_corrected,    // "logbook.corrected": an entry that points to the one that it corrects
  logbook_signed_off,   // "logbook.signed_off": a period was reviewed
  logbook_held,         // "logbook.held": kept beyond its two years
  logbook_released,     // "logbook.released": no longer held
  logbook_disposed,     // "logbook.disposed": after two years, with a berita acara
  logbook_exported,     // "logbook.exported": printed or exported
  proof_key_rotated,  // "proof.key_rotated": checkpoints are signed with another key, which the one before vouches for
  policy_changed,     // "policy.changed": what passwords cost, or whether roles need a second factor
  case_letter_added,  // "case.letter_added": the letter came later than the resignation
  session_narrowed,   // "session.narrowed": a role made it too old, or idle too long, for anything but alarms
};

std::string_view name_of(EventKind kind);
std::optional<EventKind> event_kind(std::string_view name);
/// For whose eyes: domain::sees.
domain::Topic topic_of(EventKind kind);

}  // namespace siaga::protocol
