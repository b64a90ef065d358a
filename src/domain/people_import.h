// A table of people, row by row: what each row would do to the directory, and every problem before anything is
// written (issue 4, R20). An empty cell leaves what is known; a role that isn't named stays. Pure; any thread.
#pragma once

#include "base/clock.h"
#include "domain/access.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::domain {

/// Of the table; append only, the names are on the wire. `row`: the row as a whole.
enum class ImportColumn { row, name, email, nrp, phone, post, unit, role };
inline constexpr std::size_t import_column_count = 8;

/// Append only; the names are on the wire.
enum class ImportProblem {
  name_missing,
  name_long,     ///< over 120 characters
  name_cleaned,  ///< marks that nobody can see were taken out; doesn't stop its row
  login_missing,
  email_bad,
  email_twice,  ///< in the file; none of its rows is taken, since nobody knows which is meant
  email_taken,  ///< by somebody else
  nrp_bad,
  nrp_mangled,  ///< by a spreadsheet: 1,98E+17, or its last digits became zeros
  nrp_twice,
  nrp_taken,
  phone_long,
  post_long,
  unit_missing,
  unit_unknown,
  unit_ambiguous,  ///< several have this name
  unit_not_yours,
  login_not_yours,  ///< they hold a role that isn't the importer's to give
  role_unknown,
  role_not_yours,
  cells_left_over,    ///< more cells than the heading has
  quote_open,         ///< never closed: the file can't be read from here on
  changed_meanwhile,  ///< after the preview
  account_closed,     ///< a role for somebody who can't sign in: the account is opened first
  role_kept,          ///< for the unit that they leave, until it is ended there; doesn't stop its row
};
inline constexpr std::size_t import_problem_count = 25;

/// What a row holds; the cells are trimmed text.
struct ImportCells {
  std::size_t line = 0;  ///< of the file, from 1: where the row begins
  std::string name{}, email{}, nrp{}, phone{}, post{}, unit{};
  std::vector<Role> roles{};
};

struct RowProblem {
  std::size_t line = 0;
  ImportColumn column = ImportColumn::row;
  ImportProblem problem = ImportProblem::changed_meanwhile;
  std::string value{};    ///< what stands there, cut to `longest_shown` bytes
  std::size_t other = 0;  ///< the other line of a …_twice; 0: none
  std::string name{};     ///< whom the row is about, as it has it, cut likewise; empty when it doesn't say

  friend bool operator==(const RowProblem&, const RowProblem&) = default;
};
inline constexpr std::size_t longest_shown = 64;

enum class ImportFate { added, changed, same };

struct ImportChange {
  ImportColumn column = ImportColumn::name;
  std::string from, to;  ///< units by name

  friend bool operator==(const ImportChange&, const ImportChange&) = default;
};

/// A row that nothing stops.
struct ImportRow {
  std::size_t line = 0;
  ImportFate fate = ImportFate::added;
  Person person{};            ///< as they will be; id and version are those of today, nil for somebody new
  std::vector<Role> roles{};  ///< to be given, for their unit
  std::vector<ImportChange> changes{};
};

struct PeoplePlan {
  std::vector<ImportRow> rows;       ///< in the order of the file
  std::vector<RowProblem> problems;  ///< by line
};

struct KnownPerson {
  Person person;
  std::vector<Grant> grants;
  bool closed = false;  ///< their account is
};
/// What the directory says of whom the table names, and who imports.
struct ImportGround {
  std::vector<Unit> units;
  std::vector<KnownPerson> people;
  Standing by;
};

/// People are known again by NRP, else by e-mail. `found`: what reading the file has found; its rows aren't planned.
PeoplePlan plan_people(std::span<const ImportCells> rows, std::vector<RowProblem> found, const ImportGround& ground,
                       base::Instant now);

/// Whether a row with this problem is left out.
bool stops(ImportProblem problem);
/// At most `longest_shown` bytes, whole characters.
std::string shown_value(std::string_view text);

std::string_view name_of(ImportColumn column);
std::string_view name_of(ImportProblem problem);
std::string_view name_of(ImportFate fate);
/// Nothing for a name that is none of these, as a newer program may write it.
std::optional<ImportColumn> import_column(std::string_view name);
std::optional<ImportProblem> import_problem(std::string_view name);
std::optional<ImportFate> import_fate(std::string_view name);

}  // namespace siaga::domain
