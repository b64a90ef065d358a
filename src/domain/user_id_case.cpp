#include "domain/user_id_case.h"

#include "base/zone.h"

#include <algorithm>

namespace siaga::domain {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::array<std::string_view, 2> kind_names{"deactivate", "replace"};
constexpr std::array<std::string_view, case_state_count> state_names{
    "received", "requested", "carried_out", "confirmed", "handed_over", "documented", "withdrawn"};
constexpr std::array<std::string_view, case_warning_count> warning_names{"order_due", "target",  "12h", "4h",
                                                                         "1h",        "overdue", "look"};
constexpr std::array<std::chrono::minutes, 5> pauses{std::chrono::minutes{1}, std::chrono::minutes{2},
                                                     std::chrono::minutes{5}, std::chrono::minutes{15},
                                                     std::chrono::minutes{30}};
constexpr std::chrono::days furthest_ahead{366};
constexpr std::chrono::hours unreadable_for{1};

template <class Value, std::size_t count>
std::optional<Value> find_named(const std::array<std::string_view, count>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin());
}

Result<void> check_state(const UserIdCase& one, std::initializer_list<CaseState> good) {
  if (std::ranges::find(good, one.state) != good.end()) return {};
  return fail(Fault::conflict, "the case is " + std::string{name_of(one.state)} + " already, or not yet that far",
              "state");
}

Result<void> check_idle(const UserIdCase& one) {
  if (one.attempt_begun_at) return fail(Fault::conflict, "an attempt is under way", "attempt");
  return {};
}

/// R42.
Result<void> check_last_day(const UserIdCase& one, bool early, base::Instant now) {
  if (!one.ends_at || now >= *one.ends_at || early) return {};
  return fail(Fault::invalid, "the last working day isn't over: confirm that it is to be done early", "early");
}

Result<void> check_dates(const OpenDeactivation& command, const UserId& user_id, std::string_view zone,
                         base::Instant now) {
  if (!command.last_day) return fail(Fault::invalid, "a resignation has a last working day", "last_day");
  const std::chrono::sys_days last{*command.last_day};
  const auto hired = user_id.hired_on.value_or(base::Day{});
  if (user_id.hired_on && last < std::chrono::sys_days{hired})
    return fail(Fault::invalid, "the last working day is before the hire", "last_day");
  if (base::midnight(*command.last_day, zone) > now + furthest_ahead)
    return fail(Fault::invalid, "the last working day is more than a year ahead", "last_day");
  if (!command.letter_date) return {};
  if (base::midnight(*command.letter_date, zone) > now)
    return fail(Fault::invalid, "the letter's date is in the future", "letter_date");
  if (user_id.hired_on && std::chrono::sys_days{*command.letter_date} < std::chrono::sys_days{hired})
    return fail(Fault::invalid, "the letter's date is before the hire", "letter_date");
  return {};
}

UserIdCase begin_case(const base::Id& id, CaseKind kind, const UserId& user_id, std::string_view zone,
                      const base::Id& by_version, base::Instant now) {
  UserIdCase one;
  one.id = id;
  one.kind = kind;
  one.application = user_id.application;
  one.user_id = user_id.id;
  one.unit = user_id.unit;
  one.zone = zone;
  one.opened_by = by_version;
  one.opened_at = now;
  return one;
}

UserIdCase start_attempt(UserIdCase one, base::Instant now) {
  ++one.attempts;
  one.attempt_begun_at = now;
  one.next_try.reset();
  return one;
}

constexpr std::uint32_t bit(CaseWarning warning) { return 1u << static_cast<unsigned>(warning); }

struct Threshold {
  CaseWarning warning;
  base::Instant at;
};

}  // namespace

std::string_view name_of(CaseKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::string_view name_of(CaseState state) { return state_names[static_cast<std::size_t>(state)]; }
std::string_view name_of(CaseWarning warning) { return warning_names[static_cast<std::size_t>(warning)]; }
std::optional<CaseKind> case_kind(std::string_view name) { return find_named<CaseKind>(kind_names, name); }
std::optional<CaseState> case_state(std::string_view name) { return find_named<CaseState>(state_names, name); }
std::optional<CaseWarning> case_warning(std::string_view name) { return find_named<CaseWarning>(warning_names, name); }

std::optional<std::chrono::microseconds> UserIdCase::met_by() const {
  if (!confirmed_at || !done_at || !deadline) return std::nullopt;
  return *deadline - *done_at;
}

base::Instant end_of_day(base::Day day, std::string_view zone) {
  return base::midnight(std::chrono::sys_days{day} + std::chrono::days{1}, zone);
}

base::Instant deadline_of(base::Day last_day, std::string_view zone) {
  return end_of_day(last_day, zone) + std::chrono::hours{24};
}

Result<UserIdCase> open(const OpenDeactivation& command, const UserId& user_id, const Application& application,
                        std::string_view zone, const base::Id& by_version, base::Instant now) {
  if (auto good = check_dates(command, user_id, zone, now); !good) return good.error();
  if (user_id.state != UserIdState::active) return fail(Fault::conflict, "this user ID isn't active", "user_id");
  auto one = begin_case(command.id, CaseKind::deactivate, user_id, zone, by_version, now);
  one.letter_date = command.letter_date;
  one.last_day = command.last_day;
  one.letter = command.letter;
  one.ends_at = end_of_day(*command.last_day, zone);
  one.deadline = deadline_of(*command.last_day, zone);
  if (application.target) one.target = *one.ends_at + *application.target;
  return one;
}

Result<UserIdCase> open(const base::Id& id, const UserId& made, const UserId* replaced, std::string_view zone,
                        const base::Id& by_version, base::Instant now) {
  auto one = begin_case(id, CaseKind::replace, made, zone, by_version, now);
  if (replaced == nullptr) return one;
  if (replaced->application != made.application)
    return fail(Fault::invalid, "the user ID to replace is of another application", "replaces");
  if (replaced->state != UserIdState::active && replaced->state != UserIdState::inactive)
    return fail(Fault::conflict, "the user ID to replace isn't made", "replaces");
  if (replaced->replaced_by) return fail(Fault::conflict, "this user ID was replaced already", "replaces");
  one.replaces = replaced->id;
  return one;
}

Result<UserIdCase> add_letter(UserIdCase one, const OpenDeactivation& command, const UserId& user_id,
                              base::Instant now) {
  const bool other_date = one.letter_date && one.letter_date != command.letter_date;
  if (one.kind != CaseKind::deactivate || one.user_id != command.user_id || one.last_day != command.last_day ||
      other_date || !command.letter)
    return fail(Fault::conflict, "this id belongs to another case", "id");
  if (one.letter) return fail(Fault::conflict, "this case has a letter already", "letter");
  if (one.is_closed()) return fail(Fault::conflict, "the case is closed: correct the logbook instead", "state");
  if (auto good = check_dates(command, user_id, one.zone, now); !good) return good.error();
  one.letter = command.letter;
  one.letter_date = command.letter_date;
  return one;
}

Result<UserIdCase> request(UserIdCase one, const base::Id& by_version, base::Instant now) {
  if (auto good = check_state(one, {CaseState::received}); !good) return good.error();
  one.state = CaseState::requested;
  one.requested_by = by_version;
  one.requested_at = now;
  return one;
}

Result<UserIdCase> withdraw(UserIdCase one, base::Instant now) {
  if (auto good = check_state(one, {CaseState::received, CaseState::requested}); !good) return good.error();
  if (auto idle = check_idle(one); !idle) return idle.error();
  one.state = CaseState::withdrawn;
  one.withdrawn_at = now;
  one.order.reset();
  one.next_try.reset();
  return one;
}

Result<UserIdCase> give_order(UserIdCase one, When when, bool early, const base::Id& by, const base::Id& by_version,
                              base::Instant now) {
  if (auto good = check_state(one, {CaseState::requested}); !good) return good.error();
  if (one.order && one.order->by != by) return fail(Fault::conflict, "somebody else has ordered it already", "order");
  if (auto idle = check_idle(one); !idle) return idle.error();
  if (when == When::end_of_last_day && !one.ends_at)
    return fail(Fault::invalid, "this case has no last working day", "when");
  const bool at_once = when == When::now;
  if (at_once)
    if (auto good = check_last_day(one, early, now); !good) return good.error();
  one.order = CaseOrder{by, by_version, now, at_once ? now : *one.ends_at, at_once && early};
  one.failures = 0;
  one.next_try.reset();
  one.warned &= ~bit(CaseWarning::order_due);
  return one;
}

Result<UserIdCase> end_order(UserIdCase one) {
  if (!one.order) return fail(Fault::conflict, "there is no order", "order");
  if (auto idle = check_idle(one); !idle) return idle.error();
  one.order.reset();
  one.next_try.reset();
  return one;
}

bool is_due(const UserIdCase& one, base::Instant now) {
  if (one.state != CaseState::requested || !one.order || one.attempt_begun_at) return false;
  if (now < one.order->due && one.order->due > one.order->given_at) return false;
  if (!check_last_day(one, one.order->early, now)) return false;
  return !one.next_try || now >= *one.next_try || *one.next_try > now + pauses.back();
}

std::chrono::minutes pause_after(std::uint32_t failures) {
  return pauses[std::min<std::size_t>(std::max(failures, 1u) - 1, pauses.size() - 1)];
}

Result<UserIdCase> begin_attempt(UserIdCase one, bool waits, base::Instant now) {
  if (auto good = check_state(one, {CaseState::requested}); !good) return good.error();
  if (waits) return fail(Fault::conflict, "what it replaces is still active", "waiting");
  if (!is_due(one, now)) return fail(Fault::conflict, "it isn't due", "order");
  return start_attempt(std::move(one), now);
}

Result<UserIdCase> begin_attempt(UserIdCase one, bool waits, bool early, const base::Id& by, base::Instant now) {
  if (auto good = check_state(one, {CaseState::requested}); !good) return good.error();
  if (one.order && one.order->by != by) return fail(Fault::conflict, "somebody else has ordered it already", "order");
  if (auto idle = check_idle(one); !idle) return idle.error();
  if (waits) return fail(Fault::conflict, "what it replaces is still active", "waiting");
  if (auto good = check_last_day(one, early || (one.order && one.order->early), now); !good) return good.error();
  return start_attempt(std::move(one), now);
}

Result<UserIdCase> fail_attempt(UserIdCase one, base::Instant now) {
  if (!one.attempt_begun_at) return fail(Fault::conflict, "no attempt is under way", "attempt");
  one.attempt_begun_at.reset();
  ++one.failures;
  if (one.order) one.next_try = now + pause_after(one.failures);
  return one;
}

Result<UserIdCase> carry_out(UserIdCase one, const base::Id& by, const base::Id& by_version, base::Instant now) {
  if (!one.attempt_begun_at) return fail(Fault::conflict, "no attempt is under way", "attempt");
  one.attempt_begun_at.reset();
  one.state = CaseState::carried_out;
  one.done_by = by;
  one.done_by_version = by_version;
  one.done_at = now;
  one.order.reset();
  one.next_try.reset();
  one.warned &= ~bit(CaseWarning::look);
  return one;
}

Result<UserIdCase> confirm(UserIdCase one, const base::Id& by, const base::Id& by_version, base::Instant now) {
  if (auto good = check_state(one, {CaseState::carried_out}); !good) return good.error();
  if (!by.is_nil() && one.done_by == by)
    return fail(Fault::forbidden, "somebody else than who did it must look", "second_person");
  one.state = CaseState::confirmed;
  one.confirmed_by = by_version;
  one.confirmed_at = now;
  one.next_try.reset();
  return one;
}

Result<UserIdCase> refute(UserIdCase one, const base::Id& by, base::Instant) {
  if (auto good = check_state(one, {CaseState::carried_out}); !good) return good.error();
  if (!by.is_nil() && one.done_by == by)
    return fail(Fault::forbidden, "somebody else than who did it must look", "second_person");
  one.state = CaseState::requested;
  one.done_by.reset();
  one.done_by_version.reset();
  one.done_at.reset();
  one.next_try.reset();
  ++one.failures;
  return one;
}

bool is_reading_due(const UserIdCase& one, base::Instant now) {
  if (one.state != CaseState::carried_out) return false;
  return !one.next_try || now >= *one.next_try || *one.next_try > now + pauses.back();
}

Result<UserIdCase> read_later(UserIdCase one, base::Instant now) {
  if (auto good = check_state(one, {CaseState::carried_out}); !good) return good.error();
  const auto waited = now - one.done_at.value_or(now);
  one.next_try = now + std::clamp<std::chrono::microseconds>(waited, pauses.front(), pauses.back());
  return one;
}

bool must_be_looked_at(const UserIdCase& one, bool unknown, base::Instant now) {
  if (one.state != CaseState::carried_out || one.was_warned(CaseWarning::look)) return false;
  return unknown || now - one.done_at.value_or(now) >= unreadable_for;
}

Result<UserIdCase> hand_over(UserIdCase one, base::Instant now) {
  if (one.kind != CaseKind::replace) return fail(Fault::conflict, "only a new user ID is handed over", "state");
  if (auto good = check_state(one, {CaseState::confirmed}); !good) return good.error();
  one.state = CaseState::handed_over;
  one.handed_over_at = now;
  return one;
}

Result<UserIdCase> document(UserIdCase one, base::Instant now) {
  const auto before = one.kind == CaseKind::replace ? CaseState::handed_over : CaseState::confirmed;
  if (auto good = check_state(one, {before}); !good) return good.error();
  one.state = CaseState::documented;
  one.documented_at = now;
  return one;
}

Result<UserIdCase> reopen(UserIdCase one) {
  if (one.kind != CaseKind::deactivate)
    return fail(Fault::conflict, "only a closed user ID can come back to life", "state");
  if (auto good = check_state(one, {CaseState::confirmed, CaseState::documented}); !good) return good.error();
  one.state = CaseState::requested;
  one.done_by.reset();
  one.done_by_version.reset();
  one.done_at.reset();
  one.confirmed_by.reset();
  one.confirmed_at.reset();
  one.documented_at.reset();
  one.failures = 0;
  one.warned = 0;
  ++one.reopened;
  return one;
}

std::optional<CaseWarning> warning_due(const UserIdCase& one, base::Instant now) {
  if (!one.is_pressing() || !one.deadline) return std::nullopt;
  using std::chrono::hours;
  const std::array<Threshold, 4> gravest_first{{{CaseWarning::overdue, *one.deadline},
                                                {CaseWarning::one_hour, *one.deadline - hours{1}},
                                                {CaseWarning::four_hours, *one.deadline - hours{4}},
                                                {CaseWarning::twelve_hours, *one.deadline - hours{12}}}};
  const auto passed =
      std::ranges::find_if(gravest_first, [now](const Threshold& threshold) { return now >= threshold.at; });
  if (passed != gravest_first.end() && !one.was_warned(passed->warning)) return passed->warning;
  // R41 adds a warning before those of R36; it has nothing more to say once they are grave.
  const bool is_grave = now >= *one.deadline - hours{4};
  if (one.target && now >= *one.target && !is_grave && !one.was_warned(CaseWarning::target)) return CaseWarning::target;
  return std::nullopt;
}

UserIdCase warn(UserIdCase one, CaseWarning warning) {
  one.warned |= bit(warning);
  if (warning == CaseWarning::look) return one;  // of the deadline it says nothing
  for (const auto below : {CaseWarning::twelve_hours, CaseWarning::four_hours, CaseWarning::one_hour})
    if (below < warning) one.warned |= bit(below);
  return one;
}

bool is_for_coordinator(CaseWarning warning) {
  return warning == CaseWarning::one_hour || warning == CaseWarning::overdue;
}

bool is_for_second_person(const UserIdCase& one, CaseWarning warning) {
  return warning == CaseWarning::look || one.state == CaseState::carried_out;
}

}  // namespace siaga::domain
