#include "ui/directory/import_words.h"

#include "domain/names.h"
#include "ui/directory/role_words.h"
#include "ui/format.h"
#include "ui/text.h"

namespace siaga::ui {
namespace {

using domain::ImportColumn;
using domain::ImportProblem;

std::string column_words(ImportColumn column) {
  using enum ImportColumn;
  switch (column) {
    case row: return tr("Row");
    case name: return tr("Name");
    case email: return tr("E-mail");
    case nrp: return tr("NRP");
    case phone: return tr("Phone");
    case post: return tr("Post");
    case unit: return tr("Unit");
    case role: return tr("Role");
  }
  return {};
}

std::string role_words(const std::string& name) {
  const auto role = domain::role(name);
  return role ? role_name(*role) : name;
}

std::string why(const domain::RowProblem& problem) {
  using enum ImportProblem;
  const auto& value = problem.value;
  switch (problem.problem) {
    case name_missing: return tr("it is empty: somebody new needs a name");
    case name_long: return tr("over 120 characters: {}", value);
    case name_cleaned: return tr("marks that nobody can see were taken out; this is what will stand there: {}", value);
    case login_missing: return tr("neither e-mail nor NRP: one of them is needed to sign in");
    case email_bad: return tr("this is no e-mail address: {}", value);
    case email_twice:
    case nrp_twice: return tr("{} stands in line {}, too: keep one of them", value, problem.other);
    case email_taken:
    case nrp_taken: return tr("{} is somebody else's already", value);
    case nrp_bad: return tr("1 to 18 digits are needed, not {}", value);
    case nrp_mangled:
      return tr("a spreadsheet has spoiled it ({}): format the column as text and write the number again", value);
    case phone_long:
    case post_long: return tr("too long: {}", value);
    case unit_missing: return tr("it is empty: somebody new needs a unit");
    case unit_unknown: return tr("there is no unit called {}: add it first, or write its name as it is", value);
    case unit_ambiguous: return tr("several units are called {}: give one of them another name", value);
    case unit_not_yours: return tr("your role doesn't reach {}", value);
    case login_not_yours: return tr("they hold a role that isn't yours to give: their login isn't yours to change");
    case role_unknown: return tr("there is no role called {}", value);
    case role_not_yours: return tr("this role isn't yours to give there: {}", role_words(value));
    case cells_left_over: return tr("more cells than the first line has: {}", value);
    case quote_open: return tr("a quotation mark is never closed: from here on the file wasn't read");
    case changed_meanwhile: return tr("{} was changed by somebody else meanwhile: not imported", value);
    case account_closed: return tr("the account of {} is closed: open it first, or leave this cell empty", value);
    case role_kept:
      return tr("they keep this role for the unit that they leave, until it is ended there: {}", role_words(value));
  }
  return {};
}

}  // namespace

std::string problem_words(const domain::RowProblem& problem) {
  return column_words(problem.column) + ": " + why(problem);
}

std::string fate_words(domain::ImportFate fate) {
  switch (fate) {
    case domain::ImportFate::added: return tr("new");
    case domain::ImportFate::changed: return tr("changed");
    case domain::ImportFate::same: return tr("the same");
  }
  return {};
}

std::string row_details(const domain::ImportRow& row, const std::string& unit) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
  };
  if (row.fate == domain::ImportFate::added) {
    add(row.person.nrp.empty() ? "" : "NRP " + row.person.nrp);
    add(row.person.email);
    add(row.person.post);
    add(unit);
  }
  for (const auto& change : row.changes)
    add(fmt::format("{}: {} → {}", column_words(change.column), change.from.empty() ? "–" : change.from, change.to));
  for (const auto role : row.roles) add(tr("role {}", role_name(role)));
  return text;
}

std::string import_fault(const base::Error& error) {
  const auto& field = error.field;
  if (field == "csv_bytes") return tr("The file is larger than 8 MB: divide it. Nothing was imported.");
  if (field == "csv_rows") return tr("The file has more than 12,000 rows: divide it. Nothing was imported.");
  if (field == "csv_cells") return tr("A row has more than 100 cells: this is no table of people.");
  if (field == "csv_binary") return tr("This is no CSV file. In a spreadsheet choose \"Save as\", then CSV UTF-8.");
  if (field == "csv_empty") return tr("The file is empty.");
  if (field == "csv_heading")
    return tr("The first line must name the columns: nama, and surel or nrp; besides telepon, jabatan, unit, peran.");
  if (field == "csv_heading_twice") return tr("Two columns of the first line mean the same: take one of them out.");
  if (field == "plan") return tr("The directory has changed since the preview: look at it again, then import.");
  if (error.fault == base::Fault::unavailable || error.fault == base::Fault::timeout)
    return tr("The hub can't be reached. What was imported until now shows when you choose the file again.");
  return sentence(error);
}

}  // namespace siaga::ui
