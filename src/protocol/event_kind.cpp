#include "protocol/event_kind.h"

#include <array>

namespace siaga::protocol {

namespace {
// In the order of the enumeration.
constexpr std::array<std::string_view, 65> names{"hub.started",
                                                 "hub.clock_stepped",
                                                 "session.opened",
                                                 "session.closed",
                                                 "sos.raised",
                                                 "sos.withdrawn",
                                                 "sos.shown",
                                                 "sos.claimed",
                                                 "sos.released",
                                                 "sos.taken_over",
                                                 "sos.responded",
                                                 "sos.noted",
                                                 "sos.closed",
                                                 "sos.track",
                                                 "recording.started",
                                                 "recording.finished",
                                                 "recording.examined",
                                                 "console.muted",
                                                 "console.unmuted",
                                                 "loss.confirmed",
                                                 "session.refused",
                                                 "recording.watched",
                                                 "person.added",
                                                 "person.changed",
                                                 "unit.changed",
                                                 "grant.given",
                                                 "grant.ended",
                                                 "password.reset_requested",
                                                 "password.reset",
                                                 "second_factor.enrolled",
                                                 "second_factor.removed",
                                                 "second_factor.recovery_used",
                                                 "hub.restored",
                                                 "person.viewed",
                                                 "person.move_planned",
                                                 "password.changed",
                                                 "application.changed",
                                                 "user_id.listed",
                                                 "case.opened",
                                                 "case.requested",
                                                 "case.ordered",
                                                 "case.lapsed",
                                                 "case.attempted",
                                                 "case.failed",
                                                 "user_id.deactivated",
                                                 "user_id.created",
                                                 "user_id.confirmed",
                                                 "case.handed_over",
                                                 "case.documented",
                                                 "case.reopened",
                                                 "case.withdrawn",
                                                 "case.warned",
                                                 "finding.opened",
                                                 "finding.accepted",
                                                 "user_id.seen_active",
                                                 "logbook.corrected",
                                                 "logbook.signed_off",
                                                 "logbook.held",
                                                 "logbook.released",
                                                 "logbook.disposed",
                                                 "logbook.exported",
                                                 "proof.key_rotated",
                                                 "policy.changed",
                                                 "case.letter_added",
                                                 "session.narrowed"};
static_assert(names.size() == static_cast<std::size_t>(EventKind::session_narrowed) + 1);
}  // namespace

std::string_view name_of(EventKind kind) { return names[static_cast<std::size_t>(kind)]; }

std::optional<EventKind> event_kind(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<EventKind>(i);
  return std::nullopt;
}

domain::Topic topic_of(EventKind kind) {
  using domain::Topic;
  switch (kind) {
    case EventKind::hub_started:
    case EventKind::hub_clock_stepped:
    case EventKind::hub_restored:
    case EventKind::proof_key_rotated:
    case EventKind::policy_changed: return Topic::hub;
    case EventKind::session_opened:
    case EventKind::session_closed:
    case EventKind::session_refused:
    case EventKind::session_narrowed:
    case EventKind::password_reset_requested:
    case EventKind::password_reset:
    case EventKind::password_changed:
    case EventKind::person_viewed: return Topic::session;
    case EventKind::sos_raised:
    case EventKind::sos_withdrawn:
    case EventKind::sos_shown:
    case EventKind::sos_claimed:
    case EventKind::sos_released:
    case EventKind::sos_taken_over:
    case EventKind::sos_responded:
    case EventKind::sos_noted:
    case EventKind::sos_closed:
    case EventKind::sos_track:
    case EventKind::recording_started:
    case EventKind::recording_finished:
    case EventKind::recording_examined:
    case EventKind::recording_watched: return Topic::sos;
    case EventKind::console_muted:
    case EventKind::console_unmuted:
    case EventKind::loss_confirmed: return Topic::console;
    case EventKind::person_added:
    case EventKind::person_changed:
    case EventKind::unit_changed:
    case EventKind::grant_given:
    case EventKind::grant_ended:
    case EventKind::person_move_planned: return Topic::directory;
    case EventKind::second_factor_enrolled:
    case EventKind::second_factor_removed:
    case EventKind::second_factor_recovery_used: return Topic::session;
    case EventKind::application_changed:
    case EventKind::user_id_listed:
    case EventKind::case_opened:
    case EventKind::case_requested:
    case EventKind::case_ordered:
    case EventKind::case_lapsed:
    case EventKind::case_attempted:
    case EventKind::case_failed:
    case EventKind::user_id_deactivated:
    case EventKind::user_id_created:
    case EventKind::user_id_confirmed:
    case EventKind::case_handed_over:
    case EventKind::case_documented:
    case EventKind::case_reopened:
    case EventKind::case_withdrawn:
    case EventKind::case_warned:
    case EventKind::case_letter_added:
    case EventKind::finding_opened:
    case EventKind::finding_accepted:
    case EventKind::user_id_seen_active:
    case EventKind::logbook_corrected:
    case EventKind::logbook_signed_off:
    case EventKind::logbook_held:
    case EventKind::logbook_released:
    case EventKind::logbook_disposed:
    case EventKind::logbook_exported: return Topic::user_id;
  }
  return Topic::hub;
}

}  // namespace siaga::protocol
