// Cases of user IDs: one that must be closed because its agent leaves (S4 §8.1), or one that is made for whoever comes
// instead (§8.2). From the letter to the entry in the logbook (R36–R38, R40–R42):
//
//   deactivate: received → requested → (attempt → failed)* → carried out → confirmed → documented
//   replace:    received → requested → (attempt → failed)* → carried out → confirmed → handed over → documented
//
// Pure: state + command + time → state or error. Owner: the hub's user_id_desk and case_clock call these on the store
// thread, inside the transaction, so that two team leaders can't both do one case.
// `now` is the hub's clock, which may be set back: nothing here counts on it growing.
// Errors: conflict (`field` says what stands in the way: "state", "order", "attempt", "waiting", "user_id"), forbidden
// (`field` "second_person"), invalid (`field` names the member; "early": the last day isn't over).
#pragma once

#include "base/result.h"
#include "domain/user_id.h"

#include <array>
#include <string>
#include <string_view>

namespace siaga::domain {

/// Append only, all of these; the names are stored and sent.
enum class CaseKind { deactivate, replace };
enum class CaseState {
  received,     ///< the letter, or the new agent's e-mail
  requested,    ///< a team leader was asked; attempts happen here
  carried_out,  ///< deactivated or created, as far as whoever did it can tell
  confirmed,    ///< as an independent read showed
  handed_over,  ///< replace: Support has the new user ID
  documented,   ///< closed
  withdrawn,    ///< the agent stays, or nobody comes
};
inline constexpr std::size_t case_state_count = 7;
/// `look`: the hub can't tell from the application whether it was done: a person must look.
enum class CaseWarning { order_due, target, twelve_hours, four_hours, one_hour, overdue, look };
inline constexpr std::size_t case_warning_count = 7;

std::string_view name_of(CaseKind kind);        // deactivate, replace
std::string_view name_of(CaseState state);      // received, requested …
std::string_view name_of(CaseWarning warning);  // order_due, target, 12h, 4h, 1h, overdue, look
std::optional<CaseKind> case_kind(std::string_view name);
std::optional<CaseState> case_state(std::string_view name);
std::optional<CaseWarning> case_warning(std::string_view name);

/// Under which the hub acts in a team leader's name (R42). One a case; it ends with success, or when it is taken back.
struct CaseOrder {
  base::Id by;
  base::Id by_version;
  base::Instant given_at;
  base::Instant due;   ///< not before
  bool early = false;  ///< confirmed: even while the last working day isn't over
};

struct UserIdCase {
  base::Id id;  ///< given by whoever records it; a retry is the same case
  CaseKind kind = CaseKind::deactivate;
  CaseState state = CaseState::received;
  base::Id application;
  base::Id user_id;  ///< to be closed, or (planned) to be made
  base::Id unit;
  std::optional<base::Id> replaces{};  ///< replace: the user ID instead of which
  std::optional<base::Day> letter_date{};
  std::optional<base::Day> last_day{};  ///< always there to deactivate
  std::optional<base::Id> letter{};
  std::string zone;  ///< of the unit when the case was opened: its deadline doesn't move

  std::optional<base::Instant> ends_at{};   ///< 24:00 of the last working day
  std::optional<base::Instant> deadline{};  ///< R36
  std::optional<base::Instant> target{};    ///< R41

  base::Id opened_by;  ///< here and below: versions of persons, unless a comment says otherwise
  base::Instant opened_at;
  std::optional<base::Id> requested_by{};
  std::optional<base::Instant> requested_at{};

  std::optional<CaseOrder> order{};
  std::uint32_t attempts = 0;
  std::uint32_t failures = 0;                       ///< since the order was given
  std::optional<base::Instant> attempt_begun_at{};  ///< of one that runs
  std::optional<base::Instant> next_try{};

  std::optional<base::Id> done_by{};  ///< the person themselves; nil: the hub
  std::optional<base::Id> done_by_version{};
  std::optional<base::Instant> done_at{};
  std::optional<base::Id> confirmed_by{};  ///< nil: the hub, by reading the application again
  std::optional<base::Instant> confirmed_at{};
  std::optional<base::Instant> handed_over_at{};
  std::optional<base::Instant> documented_at{};
  std::optional<base::Instant> withdrawn_at{};
  std::uint32_t reopened = 0;  ///< how often the ID came back to life
  std::uint32_t warned = 0;    ///< bits of CaseWarning
  bool seen_there = false;     ///< to be closed: an attempt of the hub's has seen it active in the application

  bool is_closed() const { return state == CaseState::documented || state == CaseState::withdrawn; }
  /// The ID still opens something, as far as anybody has shown.
  bool is_pressing() const {
    return state == CaseState::received || state == CaseState::requested || state == CaseState::carried_out;
  }
  bool was_warned(CaseWarning warning) const { return (warned >> static_cast<unsigned>(warning) & 1u) != 0; }
  /// How much was left of R36 when the ID was closed; negative: it came too late. Once confirmed.
  std::optional<std::chrono::microseconds> met_by() const;
};

/// 24:00 there.
base::Instant end_of_day(base::Day day, std::string_view zone);
/// R36: 24 hours after that.
base::Instant deadline_of(base::Day last_day, std::string_view zone);

/// What Support records.
struct OpenDeactivation {
  base::Id id;
  base::Id user_id;
  std::optional<base::Day> letter_date{};
  std::optional<base::Day> last_day{};
  std::optional<base::Id> letter{};
};
/// Errors: invalid "last_day" (none, before the hire, more than a year ahead), "letter_date" (in the future, before the
/// hire); conflict "user_id" (it isn't active).
base::Result<UserIdCase> open(const OpenDeactivation& command, const UserId& user_id, const Application& application,
                              std::string_view zone, const base::Id& by_version, base::Instant now);
/// `made`: planned. `replaced`: null when the new one is in nobody's stead. Errors: conflict "replaces" (it was
/// replaced already, or isn't made), invalid "replaces" (of another application).
base::Result<UserIdCase> open(const base::Id& id, const UserId& made, const UserId* replaced, std::string_view zone,
                              const base::Id& by_version, base::Instant now);

/// The letter that was to follow, with its date where that wasn't said yet; `command` says the rest as it was. Errors:
/// conflict "id" (it says something else), "letter" (one is there), "state" (it is closed); invalid "letter_date".
base::Result<UserIdCase> add_letter(UserIdCase one, const OpenDeactivation& command, const UserId& user_id,
                                    base::Instant now);

base::Result<UserIdCase> request(UserIdCase one, const base::Id& by_version, base::Instant now);
/// The agent stays: before anything was done.
base::Result<UserIdCase> withdraw(UserIdCase one, base::Instant now);

enum class When { now, end_of_last_day };
/// R40: by a team leader. `early`: they have confirmed that the last day isn't over.
base::Result<UserIdCase> give_order(UserIdCase one, When when, bool early, const base::Id& by,
                                    const base::Id& by_version, base::Instant now);
/// Taken back by a person, or lapsed because whoever gave it no longer may (R42).
base::Result<UserIdCase> end_order(UserIdCase one);

/// Whether the hub may act now. A retry that lies further ahead than any pause was set by a clock that has since been
/// set back: it doesn't wait for it.
bool is_due(const UserIdCase& one, base::Instant now);
/// After the first, second … failure: 1, 2, 5, 15, 30, 30 … minutes.
std::chrono::minutes pause_after(std::uint32_t failures);

/// By the hub, under the order. `waits`: what it replaces is still active.
base::Result<UserIdCase> begin_attempt(UserIdCase one, bool waits, base::Instant now);
/// By a person, in the application (manual). `early` as above, unless the order says so.
base::Result<UserIdCase> begin_attempt(UserIdCase one, bool waits, bool early, const base::Id& by, base::Instant now);
/// The attempt that runs came to nothing. Under an order it is tried again.
base::Result<UserIdCase> fail_attempt(UserIdCase one, base::Instant now);
/// It came to something: whoever did it says so. `by` nil: the hub.
base::Result<UserIdCase> carry_out(UserIdCase one, const base::Id& by, const base::Id& by_version, base::Instant now);

/// As seen by somebody else than who did it, or by the hub (`by` nil), which reads what it hasn't written.
base::Result<UserIdCase> confirm(UserIdCase one, const base::Id& by, const base::Id& by_version, base::Instant now);
/// They saw the contrary: it goes round again.
base::Result<UserIdCase> refute(UserIdCase one, const base::Id& by, base::Instant now);

/// A result by hand in an application that the hub can read: whether it may be read now. A time that lies further ahead
/// than any pause was set by a clock that has since been set back.
bool is_reading_due(const UserIdCase& one, base::Instant now);
/// The reading didn't decide it: again after as long as it has been waited for, 1 to 30 minutes.
base::Result<UserIdCase> read_later(UserIdCase one, base::Instant now);
/// Whether a person must look by now: nobody of that name is there (`unknown`), or it couldn't be read for an hour.
bool must_be_looked_at(const UserIdCase& one, bool unknown, base::Instant now);
base::Result<UserIdCase> hand_over(UserIdCase one, base::Instant now);
base::Result<UserIdCase> document(UserIdCase one, base::Instant now);
/// A closed ID came back to life: it must be closed again, and the deadline stays where it was.
base::Result<UserIdCase> reopen(UserIdCase one);

/// The gravest warning that is due and wasn't given; those below it are then given, too. Clocks that go back give none
/// twice.
std::optional<CaseWarning> warning_due(const UserIdCase& one, base::Instant now);
UserIdCase warn(UserIdCase one, CaseWarning warning);
/// Whether the coordinator hears of it as well as the team leader.
bool is_for_coordinator(CaseWarning warning);
/// What is missing is a look by somebody else than who did it: it presses those who may look, and not the doer.
bool is_for_second_person(const UserIdCase& one, CaseWarning warning);

}  // namespace siaga::domain
