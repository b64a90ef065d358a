// One event of the journal as hub, console and field see it. Values; no thread.
#pragma once

#include "domain/person.h"
#include "domain/position.h"
#include "domain/recording.h"
#include "domain/role.h"
#include "domain/sos.h"
#include "protocol/event_kind.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace siaga::protocol {

/// The particulars. One struct for all kinds: each kind uses the members that its comment names and leaves the
/// rest empty; the codec writes and accepts exactly those (event_json.cpp holds the table).
struct EventBody {
  std::optional<base::Id> by;  ///< version of the person who acted: all kinds but hub.*, recording.finished/examined,
                               ///< password.reset_requested, and second_factor.removed at the hub's own machine
  std::optional<std::string>
      console;  ///< name of the console: session.*, sos.shown, sos.claimed, sos.taken_over, console.*
  std::optional<std::string> text;  ///< sos.responded, sos.noted, sos.closed; reason of sos.taken_over, console.muted;
                                    ///< policy.changed: what it is now
  // sos.raised
  std::optional<base::Instant> pressed_at;
  std::optional<base::Instant> sent_at;
  std::optional<domain::Position> position;
  std::optional<domain::NearestPlace> nearest;
  std::optional<bool> drill;
  // sos.taken_over: version of the person who had it
  std::optional<base::Id> from;
  // sos.closed
  std::optional<domain::Outcome> outcome;
  // sos.track
  std::vector<domain::Position> track;
  // recording.*
  std::optional<base::Id> recording;
  std::optional<std::string> content_type;         ///< recording.started
  std::optional<std::string> file_name;            ///< recording.started
  std::optional<std::uint64_t> declared_size;      ///< recording.started, when known
  std::optional<std::uint64_t> size;               ///< recording.finished
  std::optional<base::Sha256> sha256;              ///< recording.finished
  std::optional<bool> abandoned;                   ///< recording.finished, when true: by the hub, its phone was silent
  std::optional<domain::Examination> examination;  ///< recording.examined, of a part while it grows
  // console.muted: until; hub.clock_stepped: before and after; session.closed has none of these
  std::optional<base::Instant> until;
  std::optional<base::Instant> clock_before;
  std::optional<base::Instant> clock_after;
  std::optional<std::string> version;         ///< hub.started: the program's version
  std::optional<std::string> epoch;           ///< loss.confirmed, hub.restored: the epoch of the log that was lost
  std::optional<std::uint64_t> first;         ///< loss.confirmed: #first–#last
  std::optional<std::uint64_t> last;          ///< hub.restored: the newest event that the backup had
  std::optional<base::Id> as;                 ///< person.added, person.changed: the version since then
  std::optional<std::string> name;            ///< unit.changed
  std::optional<std::string> zone;            ///< unit.changed
  std::optional<base::Id> grant;              ///< grant.*: which
  std::optional<domain::Role> role;           ///< grant.*
  std::optional<base::Id> within;             ///< grant.*: the unit that it reaches from; nil: the whole organisation
  std::optional<base::Instant> since;         ///< grant.given: its beginning; `until` its end, when there is one
  std::optional<base::Id> deputy_for;         ///< grant.given: the person who is absent
  std::optional<base::Instant> backed_up_at;  ///< hub.restored: when the backup was made
  // person.move_planned: `within` is the unit, `since` when; without both the plan was dropped
  // User IDs. `name` is the application's or the agent's, `email` the agent's, `text` why or what was said.
  std::optional<std::uint64_t> book_no;       ///< of a logbook entry: 1, 2, 3 … without gaps
  std::optional<base::Sha256> book_previous;  ///< commitment of the entry before; nothing for the first
  std::optional<base::Id> application;
  std::optional<base::Id> user_id;
  std::optional<std::string> user_name;  ///< as the application knows it
  std::optional<std::string> email;
  std::optional<base::Id> agent;           ///< version of the person whose user ID it is, when they are known here
  std::optional<std::string> case_kind;    ///< "deactivate", "replace"
  std::optional<std::string> letter_date;  ///< "2026-11-14"
  std::optional<std::string> last_day;     ///< last working day, "2026-11-21"
  std::optional<base::Sha256> letter;      ///< SHA-256 of the letter's, the proof's or the exported file's bytes
  std::optional<base::Id> replaces;        ///< the user ID that this one takes the place of
  std::optional<base::Instant> due_at;     ///< case.opened: by R36; case.ordered: when it is to be done
  std::optional<std::uint64_t> attempt;    ///< 1, 2, 3 …
  std::optional<base::Instant> retry_at;   ///< case.failed, when it goes on by itself
  std::optional<std::string> read_state;   ///< what the application showed: "active", "inactive", "absent"
  std::optional<std::string> warning;      ///< "12h", "4h", "1h", "overdue", "target"
  std::optional<std::uint64_t> corrects;   ///< logbook.corrected: the book_no that it is about
  std::optional<std::string> finding;      ///< "orphan", "active_after_leaving", "duplicate"
  std::vector<base::Id> user_ids;          ///< logbook.exported, of a draft: whom it names; as of DraftCommand
  std::optional<std::string> key;          ///< proof.key_rotated: the new key as a C2SP note verifier key
};

struct Event {
  std::uint64_t seq = 0;  ///< 1, 2, 3 … without gaps
  base::Instant at;       ///< hub's time; never goes back
  base::Id actor;         ///< person, or nil for the hub itself
  std::optional<base::Id> on_behalf_of;
  EventKind kind = EventKind::hub_started;
  /// The SOS for sos.* and recording.*; the person for session.*, second_factor.*, console.*, loss.*, person.*,
  /// grant.*, password.*; the unit for unit.*; the application for application.* and finding.*, the case for case.*
  /// and user_id.*, the user ID for user_id.listed and logbook.corrected/held/released/disposed; nil for hub.*,
  /// logbook.signed_off/exported and proof.*
  base::Id subject;
  base::Id unit;  ///< where it happened; nil for hub.*
  EventBody body;
  /// The versions of persons that the body names (by, from, the reporter), so that a reader needs no look-up.
  std::vector<domain::Person> people;
};

}  // namespace siaga::protocol
