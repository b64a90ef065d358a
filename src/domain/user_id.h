// Applications and the user IDs in them (R36, R39): who has which one, and whether it still opens anything.
// Values and their checks; pure; no thread.
#pragma once

#include "base/clock.h"
#include "base/day.h"
#include "base/id.h"
#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::domain {

/// How an application is told to do something. Append only; the names are stored and sent.
enum class ConnectorKind {
  manual,   ///< a person does it in the application and attaches a proof; a second one confirms by looking
  scim,     ///< SCIM 2.0
  command,  ///< a program of the operator's
};
std::string_view name_of(ConnectorKind kind);
std::optional<ConnectorKind> connector_kind(std::string_view name);

/// Bytes of a connector's settings: the certificates of several authorities, and still within a request's body.
inline constexpr std::size_t longest_settings = 48 * 1024;

/// Minutes from the last working day's end to a unit's own target (R41), before it or after it.
inline constexpr int longest_target = 24 * 60 - 1;

/// What user IDs are for.
struct Application {
  base::Id id;
  base::Id unit;  ///< whose people may have user IDs in it; nil: everybody's
  std::string name;
  ConnectorKind connector = ConnectorKind::manual;
  /// The unit's own, earlier target (R41): minutes after the last working day's end, before it when negative. It
  /// warns and changes nothing else.
  std::optional<std::chrono::minutes> target{};
  std::string settings{};  ///< of the connector, JSON without anything secret; empty for manual
};

/// Append only; the names are stored and sent.
enum class UserIdState {
  planned,   ///< of a replacement that isn't made yet: in no logbook
  active,    ///< as far as is known
  inactive,  ///< as read
  dropped,   ///< planned, and never made
};
std::string_view name_of(UserIdState state);
std::optional<UserIdState> user_id_state(std::string_view name);

/// A user ID and whom it is for, as they are called in the logbook: an agent needs no account here.
struct UserId {
  base::Id id;  ///< given by whoever lists it
  base::Id application;
  base::Id unit;
  std::string user_name;  ///< "omni.nadia.p"
  std::string agent;      ///< "Nadia Putri"
  std::string email;
  std::string team;                  ///< "Voice · Regu 3"
  std::optional<base::Id> person{};  ///< when the agent is somebody in the directory
  std::optional<base::Day> hired_on{};
  UserIdState state = UserIdState::active;
  base::Instant listed_at{};
  std::optional<base::Instant> ended_at{};  ///< inactive or dropped since
  std::optional<base::Id> replaces{};
  std::optional<base::Id> replaced_by{};
  std::uint64_t seen_active = 0;  ///< signs of activity after the last working day, as the application tells
  std::optional<base::Instant> seen_active_at{};  ///< the newest of them
};

/// Where a user ID's name comes from: somebody's hand, whose blanks are slips, or what has it already, an application
/// or the spreadsheet, where it is what it is.
enum class NameOrigin { typed, existing };
/// After tidying names (directory.h): an agent of 1–120 characters, a user name of 1–120 without blanks (existing ones:
/// single blanks between words), an e-mail with one @ (or none at all), a team of at most 120. Errors: invalid with the
/// member's name in `field`.
base::Result<void> check_user_id(const UserId& user_id, NameOrigin origin = NameOrigin::typed);
/// A name of 1–120 characters, a target within a day of the last working day's end. Errors as above.
base::Result<void> check_application(const Application& application);

}  // namespace siaga::domain
