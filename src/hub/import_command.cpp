#include "hub/import_command.h"

#include "hub/events.h"
#include "intake/csv.h"
#include "store/grant_table.h"
#include "store/person_table.h"
#include "store/transaction.h"

#include <array>
#include <set>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

Result<base::Id> somebody_named(store::Database& database, const std::string& login) {
  const auto known = store::person_table::find_by_login(database, login);
  if (!known) return fail(Fault::not_found, "nobody signs in as " + login, "as");
  return known->id;
}

/// In whose name it is when nobody was named.
Result<base::Id> only_administrator(store::Database& database, base::Instant now) {
  std::set<base::Id> found;
  for (const auto& grant : store::grant_table::of_role(database, domain::Role::system_administrator))
    if (grant.unit.is_nil() && domain::is_held(grant, now)) found.insert(grant.person);
  if (found.size() == 1) return *found.begin();
  return fail(Fault::conflict, "say in whose name with --as: there is no single system administrator", "as");
}

}  // namespace

Result<base::Id> who_answers(store::Database& database, const std::string& login, base::Instant now) {
  return login.empty() ? only_administrator(database, now) : somebody_named(database, login);
}

Result<ImportReport> import_people(store::Database& database, const base::Clock& clock, const ImportWish& wish) {
  const auto now = clock.now();
  store::Transaction transaction{database};
  const auto who = who_answers(database, wish.as, now);
  if (!who) return who.error();
  const auto account = load_account(database, *who, now);
  auto preview = preview_import(database, *account, wish.file, now);
  if (!preview) return preview.error();
  ImportReport report{std::move(*preview), {}, account->person};
  if (!wish.write) return report;
  store::Journal journal{database, clock, &clock_stepped};
  store::Ledger ledger{database, journal, journal.tick()};
  const directory_changes::Doer by{*account, base::Id{}};  // the machine's own hand, on their behalf
  keep_rows(ledger, by, report.preview.people.rows, now, report.outcome);
  transaction.commit();
  return report;
}

std::string problems_as_csv(const protocol::ImportPreview& preview) {
  const std::array<std::string, 4> heading{"line", "column", "problem", "value"};
  auto text = intake::csv_line(heading);
  for (const auto& problem : preview.people.problems) {
    const std::array<std::string, 4> cells{std::to_string(problem.line), std::string{name_of(problem.column)},
                                           std::string{name_of(problem.problem)}, problem.value};
    text += intake::csv_line(cells);
  }
  return text;
}

}  // namespace siaga::hub
