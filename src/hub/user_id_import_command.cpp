#include "hub/user_id_import_command.h"

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

/// In whose name it is: who was named, or the only one who keeps the logbook.
Result<base::Id> book_keeper(store::Database& database, const std::string& login, base::Instant now) {
  if (!login.empty()) {
    const auto known = store::person_table::find_by_login(database, login);
    if (!known) return fail(Fault::not_found, "nobody signs in as " + login, "as");
    return known->id;
  }
  std::set<base::Id> found;
  for (const auto& grant : store::grant_table::of_role(database, domain::Role::document_control))
    if (domain::is_held(grant, now)) found.insert(grant.person);
  if (found.size() == 1) return *found.begin();
  return fail(Fault::conflict, "say in whose name with --as: there is no single document control", "as");
}

}  // namespace

Result<LedgerReport> import_user_ids(store::Database& database, const base::Clock& clock, const LedgerWish& wish) {
  const auto now = clock.now();
  store::Transaction transaction{database};
  const auto who = book_keeper(database, wish.as, now);
  if (!who) return who.error();
  const auto account = load_account(database, *who, now);
  if (!account->standing.may(domain::Action::keep_logbook))
    return fail(Fault::forbidden, "they don't keep the logbook", "as");
  auto preview = preview_ledger(database, *account, wish.file, now);
  if (!preview) return preview.error();
  LedgerReport report{std::move(*preview), {}, account->person};
  if (!wish.write) return report;
  store::Journal journal{database, clock, &clock_stepped};
  store::Ledger ledger{database, journal, journal.tick()};
  case_book::Hand hand;  // the machine's own, on their behalf
  hand.on_behalf_of = account->person.id;
  hand.on_behalf_of_version = account->person.version;
  keep_ledger_rows(ledger, *account, hand, report.preview.ledger.rows, report.preview.sha256, report.outcome);
  transaction.commit();
  return report;
}

std::string problems_as_csv(const protocol::LedgerPreview& preview) {
  const std::array<std::string, 4> heading{"line", "column", "problem", "value"};
  auto text = intake::csv_line(heading);
  for (const auto& problem : preview.ledger.problems) {
    const std::array<std::string, 4> cells{std::to_string(problem.line), std::string{name_of(problem.column)},
                                           std::string{name_of(problem.problem)}, problem.value};
    text += intake::csv_line(cells);
  }
  return text;
}

}  // namespace siaga::hub
