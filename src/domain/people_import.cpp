#include "domain/people_import.h"

#include "domain/directory.h"
#include "domain/names.h"
#include "domain/person_move.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace siaga::domain {

namespace {

using enum ImportProblem;

constexpr std::array<std::string_view, import_column_count> columns{"row",   "name", "email", "nrp",
                                                                    "phone", "post", "unit",  "role"};
constexpr std::array<std::string_view, import_problem_count> problems{
    "name_missing",    "name_long",      "name_cleaned",      "login_missing",  "email_bad",
    "email_twice",     "email_taken",    "nrp_bad",           "nrp_mangled",    "nrp_twice",
    "nrp_taken",       "phone_long",     "post_long",         "unit_missing",   "unit_unknown",
    "unit_ambiguous",  "unit_not_yours", "login_not_yours",   "role_unknown",   "role_not_yours",
    "cells_left_over", "quote_open",     "changed_meanwhile", "account_closed", "role_kept"};
constexpr std::array<std::string_view, 3> fates{"added", "changed", "same"};

template <class Value, std::size_t n>
std::optional<Value> named(const std::array<std::string_view, n>& names, std::string_view wanted) {
  const auto found = std::ranges::find(names, wanted);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin());
}

/// E-mails and names of units are the same in any case, as far as ASCII goes: so does the store compare them.
std::string lower(std::string_view text) {
  std::string low{text};
  for (auto& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return low;
}

/// Each value's lines.
using Lines = std::map<std::string, std::vector<std::size_t>>;

class Planner {
 public:
  Planner(const ImportGround& ground, base::Instant now) : ground_(ground), now_(now) {
    for (const auto& known : ground.people) {
      if (!known.person.nrp.empty()) by_nrp_.emplace(known.person.nrp, &known);
      if (!known.person.email.empty()) by_email_.emplace(lower(known.person.email), &known);
    }
    for (const auto& unit : ground.units)
      if (ground.by.may(Action::read_people, unit.id)) units_[lower(tidy_name(unit.name))].push_back(&unit);
  }

  PeoplePlan plan(std::span<const ImportCells> rows, std::vector<RowProblem> found) {
    plan_.problems = std::move(found);
    std::set<std::size_t> stopped;
    for (const auto& problem : plan_.problems) {
      told_.emplace(problem.line, problem.column);
      if (stops(problem.problem)) stopped.insert(problem.line);
    }
    for (const auto& row : rows) {
      if (!row.nrp.empty()) nrps_[row.nrp].push_back(row.line);
      if (!row.email.empty()) emails_[lower(row.email)].push_back(row.line);
    }
    for (const auto& row : rows) plan_row(row, stopped.contains(row.line));
    name_problems(rows);
    std::ranges::stable_sort(plan_.problems, {}, &RowProblem::line);
    return std::move(plan_);
  }

 private:
  /// A line alone says little to whoever has to mend the file.
  void name_problems(std::span<const ImportCells> rows) {
    std::map<std::size_t, const ImportCells*> by_line;
    for (const auto& row : rows) by_line.emplace(row.line, &row);
    for (auto& problem : plan_.problems)
      if (const auto row = by_line.find(problem.line); row != by_line.end())
        problem.name = shown_value(tidy_name(row->second->name));
  }

  /// One thing about a cell is enough; a cell of roles may have several in it.
  void complain(ImportColumn column, ImportProblem problem, std::string_view value, std::size_t other = 0) {
    if (stops(problem) && !told_.emplace(line_, column).second && column != ImportColumn::role) return;
    plan_.problems.push_back({line_, column, problem, shown_value(value), other});
    good_ = good_ && !stops(problem);
  }

  void plan_row(const ImportCells& cells, bool stopped) {
    line_ = cells.line;
    good_ = !stopped;
    look_for_twins(cells);
    const auto* known = find_known(cells);
    if (known) look_for_double(cells, known->person.id);
    ImportRow row;
    row.line = cells.line;
    row.person = known ? known->person : Person{};
    overlay(row.person, cells);
    check_form(row.person);
    choose_unit(row.person, cells, known);
    check_rights(row.person, known);
    choose_roles(row, cells, known);
    if (!good_) return;
    note_changes(row, known);
    note_roles_kept(row, known);
    plan_.rows.push_back(std::move(row));
  }

  void look_for_twins(const ImportCells& cells) {
    const auto look = [this](const Lines& lines, const std::string& key, ImportColumn column, ImportProblem problem,
                             const std::string& value) {
      const auto found = lines.find(key);
      if (value.empty() || found == lines.end() || found->second.size() < 2) return;
      const auto other = found->second[0] == line_ ? found->second[1] : found->second[0];
      complain(column, problem, value, other);
    };
    look(nrps_, cells.nrp, ImportColumn::nrp, nrp_twice, cells.nrp);
    look(emails_, lower(cells.email), ImportColumn::email, email_twice, cells.email);
  }

  /// Two rows may name the same person by different logins: the second is told.
  void look_for_double(const ImportCells& cells, const base::Id& person) {
    const auto [about, fresh] = about_.emplace(person, line_);
    if (fresh) return;
    const bool by_email = cells.nrp.empty();
    complain(by_email ? ImportColumn::email : ImportColumn::nrp, by_email ? email_twice : nrp_twice,
             by_email ? cells.email : cells.nrp, about->second);
  }

  /// Who this row is about: nobody for somebody new, or for a login of somebody who can't be meant.
  const KnownPerson* find_known(const ImportCells& cells) {
    const auto find = [](const auto& among, const std::string& key) -> const KnownPerson* {
      const auto found = among.find(key);
      return key.empty() || found == among.end() ? nullptr : found->second;
    };
    const auto* by_nrp = find(by_nrp_, cells.nrp);
    const auto* by_email = find(by_email_, lower(cells.email));
    const bool another = by_nrp ? by_email != nullptr && by_email != by_nrp
                                : by_email && !cells.nrp.empty() && !by_email->person.nrp.empty();
    if (another) complain(ImportColumn::email, email_taken, cells.email);
    const auto* known = by_nrp ? by_nrp : another ? nullptr : by_email;
    // Whoever the importer can't see isn't shown to be there by more than the refusal.
    if (known && !ground_.by.may(Action::read_people, known->person.unit)) {
      if (known == by_nrp)
        complain(ImportColumn::nrp, nrp_taken, cells.nrp);
      else
        complain(ImportColumn::email, email_taken, cells.email);
      return nullptr;
    }
    return known;
  }

  void overlay(Person& person, const ImportCells& cells) {
    const auto put = [](std::string& member, const std::string& cell) {
      if (!cell.empty()) member = cell;
    };
    const auto name = tidy_name(cells.name);
    if (name.size() < cells.name.size() && !name.empty() && had_marks(cells.name))
      complain(ImportColumn::name, name_cleaned, name);
    put(person.name, name);
    put(person.post, tidy_name(cells.post));
    put(person.email, cells.email);
    put(person.nrp, cells.nrp);
    put(person.phone, cells.phone);
    person.phone = tidy_name(person.phone);
  }

  /// Whether more than blanks went: what nobody can see is told.
  static bool had_marks(std::string_view name) {
    const auto figure = [](std::string_view text) {
      return std::ranges::count_if(text, [](char c) { return static_cast<unsigned char>(c) > ' '; });
    };
    return figure(tidy_name(name)) != figure(name);
  }

  /// The rules of check_person one after the other: what it has refused is exchanged, so that it looks at the rest.
  void check_form(Person person) {
    for (std::size_t step = 0; step < import_column_count; ++step) {
      const auto good = check_person(person);
      if (good) return;
      const auto& field = good.error().field;
      if (field == "name") {
        complain(ImportColumn::name, person.name.empty() ? name_missing : name_long, person.name);
        person.name = "x";
      } else if (field == "email") {
        const bool none = person.email.empty();
        complain(none ? ImportColumn::row : ImportColumn::email, none ? login_missing : email_bad, person.email);
        person.email = "x@x";
      } else if (field == "nrp") {
        complain(ImportColumn::nrp, nrp_bad, person.nrp);
        person.nrp = "0";
      } else if (field == "phone") {
        complain(ImportColumn::phone, phone_long, person.phone);
        person.phone.clear();
      } else {
        complain(ImportColumn::post, post_long, person.post);
        person.post.clear();
      }
    }
  }

  void choose_unit(Person& person, const ImportCells& cells, const KnownPerson* known) {
    if (cells.unit.empty()) {
      if (!known) complain(ImportColumn::unit, unit_missing, "");
      return;
    }
    const auto found = units_.find(lower(tidy_name(cells.unit)));
    if (found == units_.end()) return complain(ImportColumn::unit, unit_unknown, cells.unit);
    if (found->second.size() > 1) return complain(ImportColumn::unit, unit_ambiguous, cells.unit);
    person.unit = found->second.front()->id;
  }

  void check_rights(const Person& person, const KnownPerson* known) {
    const auto mine = [this](const base::Id& unit) { return ground_.by.may(Action::manage_people, unit); };
    if ((known && !mine(known->person.unit)) || (!person.unit.is_nil() && !mine(person.unit)))
      complain(ImportColumn::unit, unit_not_yours, name_of_unit(person.unit));
    if (!known) return;
    const bool other_login = known->person.email != person.email || known->person.nrp != person.nrp;
    if (other_login && !may_change_login(ground_.by, known->grants, now_))
      complain(ImportColumn::email, login_not_yours, person.email);
  }

  void choose_roles(ImportRow& row, const ImportCells& cells, const KnownPerson* known) {
    for (const auto role : cells.roles) {
      const auto holds = [&](const Grant& grant) {
        const bool there = grant.unit == row.person.unit || grant.unit.is_nil();
        return grant.role == role && there && (!grant.until || *grant.until > now_);
      };
      if (known && std::ranges::any_of(known->grants, holds)) continue;
      if (std::ranges::find(row.roles, role) != row.roles.end()) continue;
      if (!row.person.unit.is_nil() && !ground_.by.may_grant(role, row.person.unit))
        complain(ImportColumn::role, role_not_yours, domain::name_of(role));
      row.roles.push_back(role);
    }
    if (known && known->closed && !row.roles.empty()) complain(ImportColumn::role, account_closed, known->person.name);
  }

  void note_changes(ImportRow& row, const KnownPerson* known) const {
    if (!known) return;
    const auto& before = known->person;
    const auto note = [&row](ImportColumn column, const std::string& from, const std::string& to) {
      if (from != to) row.changes.push_back({column, from, to});
    };
    note(ImportColumn::name, before.name, row.person.name);
    note(ImportColumn::email, before.email, row.person.email);
    note(ImportColumn::nrp, before.nrp, row.person.nrp);
    note(ImportColumn::phone, before.phone, row.person.phone);
    note(ImportColumn::post, before.post, row.person.post);
    if (before.unit != row.person.unit)
      row.changes.push_back({ImportColumn::unit, name_of_unit(before.unit), name_of_unit(row.person.unit)});
    row.fate = row.changes.empty() && row.roles.empty() ? ImportFate::same : ImportFate::changed;
  }

  /// What a move with a day would end. A table moves somebody at once, and takes nothing away.
  void note_roles_kept(const ImportRow& row, const KnownPerson* known) {
    if (!known || known->person.unit == row.person.unit) return;
    for (const auto& grant : move_roles(known->grants, known->person.unit, row.person.unit, now_).ended)
      complain(ImportColumn::role, role_kept, domain::name_of(grant.role));
  }

  std::string name_of_unit(const base::Id& id) const {
    const auto found = std::ranges::find(ground_.units, id, &Unit::id);
    return found == ground_.units.end() ? std::string{} : found->name;
  }

  const ImportGround& ground_;
  base::Instant now_;
  std::map<std::string, const KnownPerson*> by_nrp_, by_email_;
  std::map<std::string, std::vector<const Unit*>> units_;
  Lines nrps_, emails_;
  PeoplePlan plan_;
  std::map<base::Id, std::size_t> about_;                ///< known people and their first row
  std::set<std::pair<std::size_t, ImportColumn>> told_;  ///< cells with a problem
  std::size_t line_ = 0;                                 ///< of the row that is being planned
  bool good_ = true;                                     ///< nothing stops it so far
};

}  // namespace

PeoplePlan plan_people(std::span<const ImportCells> rows, std::vector<RowProblem> found, const ImportGround& ground,
                       base::Instant now) {
  return Planner{ground, now}.plan(rows, std::move(found));
}

bool stops(ImportProblem problem) { return problem != name_cleaned && problem != role_kept; }

std::string shown_value(std::string_view text) {
  if (text.size() <= longest_shown) return std::string{text};
  constexpr std::string_view more = "…";
  auto end = longest_shown - more.size();
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return std::string{text.substr(0, end)}.append(more);
}

std::string_view name_of(ImportColumn column) { return columns[static_cast<std::size_t>(column)]; }
std::string_view name_of(ImportProblem problem) { return problems[static_cast<std::size_t>(problem)]; }
std::string_view name_of(ImportFate fate) { return fates[static_cast<std::size_t>(fate)]; }
std::optional<ImportColumn> import_column(std::string_view name) { return named<ImportColumn>(columns, name); }
std::optional<ImportProblem> import_problem(std::string_view name) { return named<ImportProblem>(problems, name); }
std::optional<ImportFate> import_fate(std::string_view name) { return named<ImportFate>(fates, name); }

}  // namespace siaga::domain
