#include "domain/user_id_import.h"

#include "base/zone.h"
#include "domain/directory.h"
#include "domain/people_import.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace siaga::domain {

namespace {

constexpr std::array<std::string_view, ledger_column_count> ledger_columns{
    "row",         "application", "user_name", "agent",        "email", "team",    "status",
    "letter_date", "last_day",    "ended",     "requested_by", "notes", "hired_on"};
constexpr std::array<std::string_view, ledger_problem_count> ledger_problems{"missing",
                                                                             "too_long",
                                                                             "cleaned",
                                                                             "broken",
                                                                             "user_name_bad",
                                                                             "user_name_twice",
                                                                             "user_name_taken",
                                                                             "email_bad",
                                                                             "email_twice",
                                                                             "email_taken",
                                                                             "application_unknown",
                                                                             "application_ambiguous",
                                                                             "application_not_yours",
                                                                             "status_unknown",
                                                                             "ended_missing",
                                                                             "active_yet_ended",
                                                                             "date_bad",
                                                                             "date_order",
                                                                             "date_far",
                                                                             "date_to_come",
                                                                             "overdue",
                                                                             "said_otherwise",
                                                                             "cells_left_over",
                                                                             "quote_open",
                                                                             "above_heading",
                                                                             "changed_meanwhile",
                                                                             "before_hire"};
constexpr std::array<std::string_view, 2> ledger_fates{"added", "known"};
constexpr std::size_t longest_ledger_text = 120 * 4;  // bytes of 120 characters
constexpr std::size_t longest_notes = 2000;

template <class Value, std::size_t n>
std::optional<Value> value_named(const std::array<std::string_view, n>& names, std::string_view wanted) {
  const auto found = std::ranges::find(names, wanted);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin());
}

/// User IDs and e-mails are the same in any case, as far as ASCII goes: so does the store compare them.
std::string folded(std::string_view text) {
  std::string low{text};
  for (auto& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return low;
}

/// What a user ID is called and where.
using LedgerKey = std::pair<base::Id, std::string>;

class LedgerPlanner {
  using enum LedgerProblem;

 public:
  LedgerPlanner(const LedgerGround& ground, base::Instant now) : ground_(ground), now_(now) {
    for (const auto& known : ground.user_ids) {
      by_name_[{known.application, folded(known.user_name)}].push_back(&known);
      const bool in_use = known.state == UserIdState::active || known.state == UserIdState::planned;
      if (in_use && !known.email.empty()) by_email_[{known.application, folded(known.email)}] = &known;
    }
  }

  LedgerPlan plan(std::span<const LedgerCells> rows, std::vector<LedgerRowProblem> found) {
    plan_.problems = std::move(found);
    std::set<std::size_t> stopped;
    for (const auto& problem : plan_.problems) {
      if (!stops(problem.problem)) continue;
      told_.emplace(problem.line, problem.column);
      stopped.insert(problem.line);
    }
    for (const auto& row : rows) plan_row(row, stopped.contains(row.line));
    look_for_twins();
    std::ranges::stable_sort(plan_.problems, {}, &LedgerRowProblem::line);
    return std::move(plan_);
  }

 private:
  /// One thing about a cell is enough.
  void complain(LedgerColumn column, LedgerProblem problem, std::string_view value, std::size_t other = 0) {
    if (stops(problem) && !told_.emplace(line_, column).second) return;
    plan_.problems.push_back({line_, column, problem, shown_value(value), other});
    good_ = good_ && !stops(problem);
  }

  void plan_row(const LedgerCells& cells, bool stopped) {
    line_ = cells.line;
    good_ = !stopped;
    LedgerRow row;
    row.line = cells.line;
    auto& one = row.user_id;
    one.user_name = name_from(LedgerColumn::user_name, cells.user_name, true);
    one.agent = name_from(LedgerColumn::agent, cells.agent, true);
    one.email = name_from(LedgerColumn::email, cells.email, false);
    one.team = name_from(LedgerColumn::team, cells.team, false);
    row.requested_by = name_from(LedgerColumn::requested_by, cells.requested_by, false);
    row.notes = tidy_name(cells.notes);
    if (row.notes.size() > longest_notes)
      complain(LedgerColumn::notes, too_long, row.notes);
    else if (row.notes != cells.notes)
      complain(LedgerColumn::notes, cleaned, row.notes);
    row.letter_date = cells.letter_date;
    row.last_day = cells.last_day;
    one.hired_on = cells.hired_on;
    timed_ = cells.ended && cells.ended->time;
    check_form(one);
    const auto* zone = choose_application(one, cells.application);
    choose_state(one, cells, zone ? *zone : std::string{"UTC"});
    check_days(row, zone ? *zone : std::string{"UTC"});
    if (zone && good_) compare(row);
    choose_case(row, zone ? *zone : std::string{"UTC"});
    if (!good_) return;
    plan_.rows.push_back(std::move(row));
  }

  std::string name_from(LedgerColumn column, const std::string& cell, bool needed) {
    auto tidy = tidy_name(cell);
    if (tidy.empty() && needed)
      complain(column, missing, "");
    else if (tidy.size() > longest_ledger_text)
      complain(column, too_long, tidy);
    else if (tidy != cell)
      complain(column, cleaned, tidy);
    return tidy;
  }

  void check_form(const UserId& one) {
    const auto good = check_user_id(one, NameOrigin::existing);
    if (good) return;
    if (good.error().field == "user_name") complain(LedgerColumn::user_name, user_name_bad, one.user_name);
    if (good.error().field == "email") complain(LedgerColumn::email, email_bad, one.email);
  }

  /// The zone of its unit; null when there is none to be had. An empty cell means the only one that there is.
  const std::string* choose_application(UserId& one, const std::string& cell) {
    std::vector<const Application*> fitting;
    const auto wanted = folded(tidy_name(cell));
    for (const auto& application : ground_.applications)
      if (wanted.empty() || folded(application.name) == wanted) fitting.push_back(&application);
    const auto refuse = [&](LedgerProblem problem) {
      complain(LedgerColumn::application, problem, cell);
      return nullptr;
    };
    if (fitting.empty()) return refuse(wanted.empty() ? missing : application_unknown);
    if (fitting.size() > 1) return refuse(wanted.empty() ? missing : application_ambiguous);
    one.application = fitting.front()->id;
    one.unit = fitting.front()->unit.is_nil() ? ground_.unit : fitting.front()->unit;
    if (!ground_.by.may(Action::keep_logbook, one.unit)) return refuse(application_not_yours);
    const auto unit = std::ranges::find(ground_.units, one.unit, &Unit::id);
    if (unit == ground_.units.end()) return refuse(application_not_yours);
    return &unit->zone;
  }

  void choose_state(UserId& one, const LedgerCells& cells, const std::string& zone) {
    const bool untold = !told_.contains({line_, LedgerColumn::status}) && !told_.contains({line_, LedgerColumn::ended});
    if (!cells.active && !cells.ended && untold) complain(LedgerColumn::status, missing, "");
    const bool active = cells.active.value_or(false);
    one.state = active ? UserIdState::active : UserIdState::inactive;
    if (active && cells.ended) complain(LedgerColumn::ended, active_yet_ended, base::to_text(cells.ended->day));
    if (cells.active == false && !cells.ended && untold) complain(LedgerColumn::ended, ended_missing, "");
    if (cells.ended)
      one.ended_at = base::midnight(cells.ended->day, zone) + cells.ended->time.value_or(std::chrono::seconds{0});
  }

  /// R36: nobody has closed it in time, and nobody would hear of it any more.
  void choose_case(LedgerRow& row, const std::string& zone) {
    if (row.user_id.state != UserIdState::active || !row.last_day || end_of(*row.last_day, zone) > now_) return;
    complain(LedgerColumn::last_day, overdue, base::to_text(*row.last_day));
    row.opens_case = row.fate == LedgerFate::added;
  }

  static base::Instant end_of(base::Day day, const std::string& zone) {
    return base::midnight(base::Day{std::chrono::sys_days{day} + std::chrono::days{1}}, zone);
  }

  void check_days(const LedgerRow& row, const std::string& zone) {
    const base::Day oldest{std::chrono::year{2000} / 1 / 1};
    const auto check = [&](LedgerColumn column, const std::optional<base::Day>& day, bool may_come) {
      if (!day) return;
      const auto begins = base::midnight(*day, zone);
      if (*day < oldest || begins > now_ + std::chrono::days{366})
        complain(column, date_far, base::to_text(*day));
      else if (!may_come && begins > now_)
        complain(column, date_to_come, base::to_text(*day));
    };
    check(LedgerColumn::letter_date, row.letter_date, false);
    check(LedgerColumn::last_day, row.last_day, true);
    check(LedgerColumn::hired_on, row.user_id.hired_on, true);
    if (row.user_id.hired_on)
      for (const auto& [column, day] :
           {std::pair{LedgerColumn::letter_date, row.letter_date}, std::pair{LedgerColumn::last_day, row.last_day}})
        if (day && *day < *row.user_id.hired_on) complain(column, before_hire, base::to_text(*day));
    if (row.user_id.ended_at && *row.user_id.ended_at > now_)
      complain(LedgerColumn::ended, date_to_come, base::date_in_zone(*row.user_id.ended_at, zone));
    if (row.user_id.ended_at && *row.user_id.ended_at < base::midnight(oldest, zone))
      complain(LedgerColumn::ended, date_far, base::date_in_zone(*row.user_id.ended_at, zone));
  }

  /// Against what the logbook has: the same agent's, or one that is in use.
  void compare(LedgerRow& row) {
    const auto& one = row.user_id;
    const auto named = by_name_.find({one.application, folded(one.user_name)});
    const UserId* theirs = nullptr;
    if (named != by_name_.end())
      for (const auto* known : named->second) {
        const bool closer = !theirs || known->state == one.state;
        if (folded(known->agent) == folded(one.agent) && closer) theirs = known;
      }
    if (theirs) return compare_with(row, *theirs);
    if (one.state == UserIdState::active && named != by_name_.end())
      for (const auto* known : named->second)
        if (known->state != UserIdState::inactive)
          return complain(LedgerColumn::user_name, user_name_taken, one.user_name);
    if (one.state == UserIdState::active && !one.email.empty() &&
        by_email_.contains({one.application, folded(one.email)}))
      complain(LedgerColumn::email, email_taken, one.email);
  }

  void compare_with(LedgerRow& row, const UserId& known) {
    const auto& one = row.user_id;
    if (!ground_.by.may(Action::read_user_ids, known.unit))
      return complain(LedgerColumn::user_name, user_name_taken, one.user_name);
    if (known.state != one.state) return complain(LedgerColumn::status, said_otherwise, name_of(one.state));
    if (folded(known.email) != folded(one.email)) return complain(LedgerColumn::email, said_otherwise, one.email);
    if (known.team != one.team) return complain(LedgerColumn::team, said_otherwise, one.team);
    if (one.hired_on && known.hired_on != one.hired_on)
      return complain(LedgerColumn::hired_on, said_otherwise, base::to_text(*one.hired_on));
    if (!ends_alike(row, known)) return complain(LedgerColumn::ended, said_otherwise, "");
    row.fate = LedgerFate::known;
    row.user_id = known;
  }

  /// A day without a time says the same as any moment of it.
  bool ends_alike(const LedgerRow& row, const UserId& known) const {
    const auto& said = row.user_id.ended_at;
    if (!said || !known.ended_at) return said.has_value() == known.ended_at.has_value();
    const auto later = *known.ended_at - *said;
    return later >= std::chrono::microseconds{0} && later < (timed_ ? std::chrono::minutes{1} : std::chrono::days{1});
  }

  /// Two rows of one user ID are one too many, unless it went from one agent to another.
  void look_for_twins() {
    std::map<LedgerKey, std::vector<const LedgerRow*>> names, emails;
    for (const auto& row : plan_.rows) {
      const auto& one = row.user_id;
      names[{one.application, folded(one.user_name)}].push_back(&row);
      if (one.state == UserIdState::active && !one.email.empty())
        emails[{one.application, folded(one.email)}].push_back(&row);
    }
    std::set<std::size_t> twins;
    const auto tell = [&](const LedgerRow& row, const LedgerRow& other, LedgerColumn column, LedgerProblem problem) {
      line_ = row.line;
      twins.insert(row.line);
      complain(column, problem, column == LedgerColumn::email ? row.user_id.email : row.user_id.user_name, other.line);
    };
    for (const auto& [key, rows] : names) each_twin(rows, tell, LedgerColumn::user_name, user_name_twice, &are_one);
    for (const auto& [key, rows] : emails) each_twin(rows, tell, LedgerColumn::email, email_twice, &always);
    std::erase_if(plan_.rows, [&twins](const auto& row) { return twins.contains(row.line); });
  }
  static bool are_one(const UserId& one, const UserId& other) {
    const bool both_in_use = one.state == UserIdState::active && other.state == UserIdState::active;
    return both_in_use || folded(one.agent) == folded(other.agent);
  }
  static bool always(const UserId&, const UserId&) { return true; }
  template <class Tell>
  static void each_twin(const std::vector<const LedgerRow*>& rows, const Tell& tell, LedgerColumn column,
                        LedgerProblem problem, bool (*is_same)(const UserId&, const UserId&)) {
    for (std::size_t at = 0; at < rows.size(); ++at) {
      const auto twin = std::ranges::find_if(rows, [&](const LedgerRow* other) {
        return other != rows[at] && is_same(rows[at]->user_id, other->user_id);
      });
      if (twin != rows.end()) tell(*rows[at], **twin, column, problem);
    }
  }

  const LedgerGround& ground_;
  base::Instant now_;
  std::map<LedgerKey, std::vector<const UserId*>> by_name_;
  std::map<LedgerKey, const UserId*> by_email_;
  LedgerPlan plan_;
  std::set<std::pair<std::size_t, LedgerColumn>> told_;  ///< cells with a problem
  std::size_t line_ = 0;                                 ///< of the row that is being planned
  bool good_ = true;                                     ///< nothing stops it so far
  bool timed_ = false;                                   ///< its end has a time of day
};

}  // namespace

LedgerPlan plan_ledger(std::span<const LedgerCells> rows, std::vector<LedgerRowProblem> found,
                       const LedgerGround& ground, base::Instant now) {
  return LedgerPlanner{ground, now}.plan(rows, std::move(found));
}

bool stops(LedgerProblem problem) {
  using enum LedgerProblem;
  return problem != cleaned && problem != overdue && problem != above_heading;
}

std::string_view name_of(LedgerColumn column) { return ledger_columns[static_cast<std::size_t>(column)]; }
std::string_view name_of(LedgerProblem problem) { return ledger_problems[static_cast<std::size_t>(problem)]; }
std::string_view name_of(LedgerFate fate) { return ledger_fates[static_cast<std::size_t>(fate)]; }
std::optional<LedgerColumn> ledger_column(std::string_view name) {
  return value_named<LedgerColumn>(ledger_columns, name);
}
std::optional<LedgerProblem> ledger_problem(std::string_view name) {
  return value_named<LedgerProblem>(ledger_problems, name);
}
std::optional<LedgerFate> ledger_fate(std::string_view name) { return value_named<LedgerFate>(ledger_fates, name); }

}  // namespace siaga::domain
