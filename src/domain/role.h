// Roles, and the one table of which role may do which command and see which kind of event (R25, R40, R42). The hub
// enforces it for every route, every byte of a recording and every event of its feed; a console mirrors what it is
// told. Values and constants; pure; any thread.
#pragma once

#include <cstddef>

namespace siaga::domain {

/// Append only; the names are stored. A person holds any number of them, each for a part of the tree of units (Grant).
enum class Role {
  officer,
  operator_,             ///< replays recordings, handles alarms
  supervisor,            ///< and takes alarms over
  coordinator,           ///< of supervisors and team leaders
  team_leader,           ///< alone deactivates user IDs (R40)
  support,               ///< records letters, requests (R37, R38)
  document_control,      ///< keeps the logbook (R39)
  numbering_officer,     ///< numbers letters of leave (R32)
  unit_operator,         ///< R25
  unit_admin,            ///< R16, R25
  head_of_unit,          ///< R15, R16, R25
  owner,                 ///< sets schedules (R25)
  auditor,               ///< reads everything, changes nothing
  system_administrator,  ///< R25
};
inline constexpr std::size_t role_count = 14;

/// What a command or query needs; append only, the names are on the wire.
enum class Action {
  raise_sos,        ///< and withdraw, upload its recording, send positions: the officer's side
  read_own_sos,     ///< the reporter's view of who took it
  follow_feed,      ///< snapshot and feed: what is in them is decided by `sees`
  read_sos,         ///< the history, and one alarm with its timeline
  watch_recording,  ///< the bytes, previews included
  handle_sos,       ///< claim, release, respond, note, close
  take_over_sos,
  mute_console,
  confirm_loss,
  read_people,    ///< people, units, who holds which role
  manage_people,  ///< add people, change them, move them between units (R20)
  grant_roles,    ///< as far as `may_grant` allows
  manage_units,
  end_sessions,         ///< other people's
  read_user_ids,        ///< cases and logbook
  record_cases,         ///< Support: letters, requests, what was handed over (R37, R38)
  deactivate_user_ids,  ///< and replace them: a team leader and their deputy (R40)
  confirm_user_ids,     ///< by looking at an application, what somebody else did there
  keep_logbook,         ///< document control: import, correct, sign off, hold, dispose (R39)
  manage_applications,
  export_journal,  ///< take events out, to be checked elsewhere (R39)
  read_accounts,   ///< other people's: where they are signed in, whether they are closed; mails that don't leave
  manage_policy,   ///< of whom a second factor is asked
  send_letters,    ///< and pictures that prove what was done
};
inline constexpr std::size_t action_count = 24;

/// What an event or a frame is about.
enum class Topic {
  hub,        ///< starts, the clock
  session,    ///< who signed in where
  sos,        ///< alarms and their recordings
  console,    ///< muted alarms, confirmed losses
  directory,  ///< people, units, roles
  position,   ///< where officers are
  user_id,    ///< cases, logbook
};
inline constexpr std::size_t topic_count = 7;

bool may(Role role, Action action);
bool sees(Role role, Topic topic);
/// Whether holders of this role sign in with a second factor, where the organisation hasn't turned that off.
bool needs_second_factor(Role role);
/// True when holders of `granter` may give and end `granted`, in the units that they hold their own role for.
bool may_grant(Role granter, Role granted);

}  // namespace siaga::domain
