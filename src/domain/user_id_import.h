// A spreadsheet of user IDs, row by row: what each row would put into the logbook, and every problem before anything is
// written (issue 5, R39). Nothing that is in the logbook is changed by it: a row that says otherwise is told.
// Pure; any thread.
#pragma once

#include "base/day.h"
#include "domain/access.h"
#include "domain/user_id.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::domain {

/// Of the table; append only, the names are on the wire. `row`: the row as a whole.
enum class LedgerColumn {
  row,
  application,
  user_name,
  agent,
  email,
  team,
  status,
  letter_date,
  last_day,
  ended,
  requested_by,
  notes,
  hired_on,
};
inline constexpr std::size_t ledger_column_count = 13;

/// Append only; the names are on the wire.
enum class LedgerProblem {
  missing,  ///< the cell is empty and may not be
  too_long,
  cleaned,  ///< marks that nobody can see were taken out; doesn't stop its row
  broken,   ///< "#REF!" and the like: the spreadsheet itself couldn't say it
  user_name_bad,
  user_name_twice,  ///< in the file: the same agent's, or both in use
  user_name_taken,  ///< in use by somebody else
  email_bad,
  email_twice,
  email_taken,
  application_unknown,
  application_ambiguous,
  application_not_yours,
  status_unknown,
  ended_missing,  ///< inactive since when?
  active_yet_ended,
  date_bad,
  date_order,      ///< could be read as day/month or month/day, and the file has both
  date_far,        ///< before 2000, or more than a year ahead
  date_to_come,    ///< a letter, or an end, that is yet to come
  overdue,         ///< still active though the last working day is over: a case is opened. Doesn't stop its row
  said_otherwise,  ///< the logbook has this user ID, with something else in this column
  cells_left_over,
  quote_open,
  above_heading,  ///< a line above the heading was passed over; doesn't stop anything
  changed_meanwhile,
  before_hire,
};
inline constexpr std::size_t ledger_problem_count = 27;

/// A day as a cell says it, perhaps with a time of day.
struct LedgerDay {
  base::Day day{};
  std::optional<std::chrono::seconds> time{};  ///< since midnight there

  friend bool operator==(const LedgerDay&, const LedgerDay&) = default;
};

/// What a row holds; texts are trimmed.
struct LedgerCells {
  std::size_t line = 0;  ///< of the file, from 1: where the row begins
  std::string application{}, user_name{}, agent{}, email{}, team{}, requested_by{}, notes{};
  std::optional<bool> active{};
  std::optional<base::Day> letter_date{}, last_day{}, hired_on{};
  std::optional<LedgerDay> ended{};
};

struct LedgerRowProblem {
  std::size_t line = 0;
  LedgerColumn column = LedgerColumn::row;
  LedgerProblem problem = LedgerProblem::changed_meanwhile;
  std::string value{};    ///< what stands there, cut to `longest_shown` bytes (people_import.h)
  std::size_t other = 0;  ///< the other line of a …_twice; 0: none

  friend bool operator==(const LedgerRowProblem&, const LedgerRowProblem&) = default;
};

enum class LedgerFate { added, known };

/// A row that nothing stops.
struct LedgerRow {
  std::size_t line = 0;
  LedgerFate fate = LedgerFate::added;
  UserId user_id{};  ///< as it will be; id nil for a new one
  std::optional<base::Day> letter_date{}, last_day{};
  std::string requested_by{}, notes{};
  bool opens_case = false;  ///< active though its last working day is over: Support must ask for it to be closed
};

struct LedgerPlan {
  std::vector<LedgerRow> rows;             ///< in the order of the file
  std::vector<LedgerRowProblem> problems;  ///< by line
};

/// What the hub knows of what the table names, and who imports.
struct LedgerGround {
  std::vector<Application> applications;
  std::vector<UserId> user_ids;  ///< of these names or e-mails, active, inactive and planned
  std::vector<Unit> units;
  Standing by;
  base::Id unit;  ///< theirs: for an application that is everybody's
};

/// `found`: what reading the file has found; rows with something that stops aren't planned.
LedgerPlan plan_ledger(std::span<const LedgerCells> rows, std::vector<LedgerRowProblem> found,
                       const LedgerGround& ground, base::Instant now);

/// Whether a row with this problem is left out.
bool stops(LedgerProblem problem);

std::string_view name_of(LedgerColumn column);
std::string_view name_of(LedgerProblem problem);
std::string_view name_of(LedgerFate fate);
/// Nothing for a name that is none of these, as a newer program may write it.
std::optional<LedgerColumn> ledger_column(std::string_view name);
std::optional<LedgerProblem> ledger_problem(std::string_view name);
std::optional<LedgerFate> ledger_fate(std::string_view name);

}  // namespace siaga::domain
