#include "protocol/event_kind.h"

#include <array>

namespace siaga::protocol {

namespace {
// In the order of the enumeration.
constexpr std::array<std::string_view, 33> names{"hub.started",
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
                                                 "hub.restored"};
static_assert(names.size() == static_cast<std::size_t>(EventKind::hub_restored) + 1);
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
    case EventKind::hub_restored: return Topic::hub;
    case EventKind::session_opened:
    case EventKind::session_closed:
    case EventKind::session_refused:
    case EventKind::password_reset_requested:
    case EventKind::password_reset: return Topic::session;
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
    case EventKind::grant_ended: return Topic::directory;
    case EventKind::second_factor_enrolled:
    case EventKind::second_factor_removed:
    case EventKind::second_factor_recovery_used: return Topic::session;
  }
  return Topic::hub;
}

}  // namespace siaga::protocol
