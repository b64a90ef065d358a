#include "hub/end_sessions.h"

#include "hub/events.h"
#include "store/grant_table.h"
#include "store/person_table.h"

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
using Row = store::session_table::Row;

Result<domain::Person> find_with_sessions(store::Database& database, const Account& by, const base::Id& person,
                                          base::Instant at) {
  auto found = store::person_table::find(database, person);
  if (!found || !by.standing.may(domain::Action::read_people, found->unit)) return directory_changes::nobody();
  if (!by.standing.may(domain::Action::end_sessions, found->unit))
    return fail(Fault::forbidden, "your role doesn't reach this unit", "unit");
  // Who is above somebody isn't put out of their console by them, in the middle of an alarm perhaps.
  if (!directory_changes::may_change_login(database, by, person, at))
    return fail(Fault::forbidden, "they hold a role that isn't yours to give", "above");
  return std::move(*found);
}

Result<domain::Person> find_to_read(store::Database& database, const Account& by, const base::Id& person,
                                    base::Instant at) {
  auto found = store::person_table::find(database, person);
  if (found && by.standing.holds(domain::Role::auditor, found->unit)) return std::move(*found);
  return find_with_sessions(database, by, person, at);
}

Result<std::vector<Row>> end_sessions(store::Ledger& ledger, const domain::Person& person, const base::Id& actor,
                                      const base::Id& by, const std::optional<base::Id>& which,
                                      const std::optional<base::Id>& but) {
  auto rows = store::session_table::of_person(ledger.database, person.id, ledger.now);
  std::erase_if(rows, [&](const Row& row) { return (which && row.id != *which) || (but && row.id == *but); });
  if (which && rows.empty()) return fail(Fault::not_found, "no session of theirs has this id");
  for (const auto& row : rows) {
    store::session_table::close(ledger.database, row.token_hash, ledger.now);
    protocol::EventBody body;
    body.by = by;
    body.console = row.console;
    ledger.journal.append(draft({actor, protocol::EventKind::session_closed, person.id, person.unit}, body));
  }
  return rows;
}

}  // namespace siaga::hub
