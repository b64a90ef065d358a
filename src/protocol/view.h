// What the hub answers: sessions, snapshot, one SOS, a page of history, to JSON and from JSON.
// Decoders tolerate unknown members (a newer hub). Errors: Fault::invalid with a JSON pointer. Thread: any.
#pragma once

#include "domain/access.h"
#include "domain/second_factor.h"
#include "protocol/event.h"
#include "protocol/feed_frame.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

/// 201 of POST /api/v1/sessions; also GET /api/v1/sessions/current with an empty token.
struct SessionView {
  std::string token;  ///< opaque bearer token, shown once
  base::Instant expires_at;
  domain::Person person;
  domain::Unit unit;
  std::vector<domain::Grant> grants;  ///< the person's, as held now, that count in this session
  /// That the hub lets them do, somewhere; a console only mirrors it. While enrolling is needed: lets them do then.
  std::vector<domain::Action> actions;
  /// needed: this session may enrol (protocol/second_factor.h) and end, and nothing else. An older hub doesn't say.
  domain::SecondFactor second_factor = domain::SecondFactor::none;
  std::vector<domain::Grant> waiting{};  ///< held now, and without effect until this session shows a second factor
  bool has_factor = false;               ///< they have one, whether or not this session showed it
};

/// GET /api/v1/sign-in-options: for anybody.
struct SignInOptions {
  bool mail = false;  ///< the hub sends mail: a forgotten password can be set anew with a code
};

/// GET /api/v1/sessions: where somebody is signed in, for their own eyes. The one used last first.
struct OwnSession {
  base::Id id;
  std::string console;
  std::string peer;  ///< address it was opened from
  base::Instant opened_at;
  base::Instant used_at;  ///< to some minutes
  base::Instant expires_at;
  bool current = false;  ///< the one that asks
};
struct OwnSessions {
  std::vector<OwnSession> sessions;
};

/// An SOS with what belongs to it. `people` holds the reporter and the owner as they are named today.
struct SosView {
  domain::Sos sos;
  std::vector<domain::Recording> recordings;
  std::vector<Event> timeline;  ///< its events in order; empty in pages of history
  std::vector<domain::Person> people;
};

/// GET /api/v1/snapshot: open matters as of a cursor; subscribe to the feed from there.
struct SnapshotView {
  Cursor as_of;
  base::Instant at;
  std::vector<domain::Unit> units;
  std::vector<domain::Place> places;
  std::vector<SosView> sos;  ///< not closed, with timelines
  /// Names what its reader may see and do; brought along to the feed (feed.md). An older hub doesn't say.
  std::string scope{};
};

/// GET /api/v1/sos?responded=yes|no|all&before=ID&limit=N: newest first (R3).
struct SosPage {
  std::vector<SosView> items;
  std::optional<base::Id> next;  ///< pass as `before`; nothing at the end
};

/// 200 of every command: the event that it became. The same for a retry.
struct Receipt {
  std::uint64_t seq = 0;
  base::Instant at;
};

/// 201 (new) or 200 (retry) of PUT /api/v1/sos/{id}, and what the officer's side polls (GET /api/v1/sos/{id}/status).
struct SosStatus {
  base::Id id;
  base::Instant received_at;
  std::optional<base::Instant> first_shown_at;
  std::optional<std::string> owner_name;
  std::optional<base::Instant> claimed_at;
  std::optional<base::Instant> responded_at;
  std::optional<std::string> response;  ///< the newest
  std::optional<base::Instant> closed_at;
};

std::string encode(const SessionView& view);
std::string encode(const SignInOptions& view);
std::string encode(const OwnSessions& view);
std::string encode(const SosView& view);
std::string encode(const SnapshotView& view);
std::string encode(const SosPage& view);
std::string encode(const Receipt& view);
std::string encode(const SosStatus& view);

base::Result<SessionView> decode_session_view(std::string_view json);
base::Result<SignInOptions> decode_sign_in_options(std::string_view json);
base::Result<OwnSessions> decode_own_sessions(std::string_view json);
base::Result<SosView> decode_sos_view(std::string_view json);
base::Result<SnapshotView> decode_snapshot_view(std::string_view json);
base::Result<SosPage> decode_sos_page(std::string_view json);
base::Result<Receipt> decode_receipt(std::string_view json);
base::Result<SosStatus> decode_sos_status(std::string_view json);

}  // namespace siaga::protocol
