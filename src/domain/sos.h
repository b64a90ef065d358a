// SOS: an alarm raised by an officer, from press to closing (R1–R3). Pure: state + command + time → change or error.
// Owner: the hub's SosDesk calls these on the store thread, inside the transaction, so that two supervisors can't
// both claim one SOS (design.md §2). The console uses the same type to apply events.
// Errors: conflict (the state has moved on; `field` says what stands in the way: "owner", "closed", "withdrawn",
// "unowned"), forbidden (not the reporter), invalid (`field` is a JSON pointer).
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"
#include "domain/person.h"
#include "domain/place.h"
#include "domain/position.h"

#include <optional>
#include <string>
#include <string_view>

namespace siaga::domain {

/// How an SOS ended. Append only; the names are stored.
enum class Outcome { helped, false_alarm, drill, other };

struct Sos {
  base::Id id;  ///< given by the phone; a retry is the same alarm
  base::Id unit;
  base::Id reporter;
  base::Id reporter_version;
  base::Instant pressed_at;  ///< the phone's clock
  base::Instant sent_at;     ///< the phone's clock when this request left it; received_at − sent_at is its skew
  base::Instant received_at;
  bool drill = false;
  std::optional<Position> position;
  std::optional<NearestPlace> nearest;

  std::optional<base::Id> owner;
  std::optional<base::Instant> first_shown_at;  ///< a console has drawn it
  std::optional<base::Instant> claimed_at;      ///< by the present owner
  std::optional<base::Instant> responded_at;
  std::optional<base::Instant> withdrawn_at;
  std::optional<base::Instant> closed_at;
  std::optional<Outcome> outcome;

  /// R3: *sudah direspon*. Closing counts as an answer.
  bool is_responded() const { return responded_at.has_value() || closed_at.has_value(); }
  bool is_closed() const { return closed_at.has_value(); }
  /// Sounds and stands first until somebody takes it.
  bool needs_owner() const { return !owner && !is_closed(); }
};

inline constexpr std::size_t longest_text = 2000;  ///< characters' bytes of a note, response, reason or report

struct RaiseSos {
  base::Id id;
  base::Instant pressed_at;
  base::Instant sent_at;
  bool drill = false;
  std::optional<Position> position;
};

/// A new alarm. Errors: invalid (position; a pressed_at more than a day ahead of `now` is accepted: phones' clocks
/// are wrong, alarms are not).
base::Result<Sos> raise(const RaiseSos& command, const Person& reporter, std::optional<NearestPlace> nearest,
                        base::Instant now);

base::Result<Sos> withdraw(Sos sos, const base::Id& who, base::Instant now);
base::Result<Sos> claim(Sos sos, const base::Id& who, base::Instant now);
base::Result<Sos> release(Sos sos, const base::Id& who, base::Instant now);
/// Needs another owner and a reason.
base::Result<Sos> take_over(Sos sos, const base::Id& who, std::string_view reason, base::Instant now);
/// Only the owner answers; answering again adds to the answer and keeps the first time.
base::Result<Sos> respond(Sos sos, const base::Id& who, std::string_view text, base::Instant now);
/// Anybody may note, also after closing.
base::Result<Sos> note(Sos sos, std::string_view text);
/// Only the owner closes; a report is required.
base::Result<Sos> close(Sos sos, const base::Id& who, Outcome outcome, std::string_view report, base::Instant now);
/// A console has drawn it; the first one counts. Returns the state unchanged when it was shown before.
base::Result<Sos> show(Sos sos, base::Instant now);

/// Non-empty after trimming, at most longest_text bytes. Errors: invalid with `field`.
base::Result<void> check_text(std::string_view text, std::string_view field);

}  // namespace siaga::domain
