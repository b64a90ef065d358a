#include "hub/look.h"

#include "base/log.h"
#include "hub/events.h"
#include "store/person_table.h"

namespace siaga::hub {

void journal_look(const Call& call, const base::Id& person) {
  if (person == call.person().id || !call.session->opens_first(person)) return;
  store::Job job;
  job.decide = [account = call.account, console = call.session->console,
                person](store::Ledger& ledger) -> base::Result<void> {
    const auto seen = store::person_table::find(ledger.database, person);
    if (!seen) return {};
    protocol::EventBody body;
    body.by = account->person.version;
    body.console = console;
    ledger.journal.append(draft({account->person.id, protocol::EventKind::person_viewed, person, seen->unit}, body));
    return {};
  };
  job.complete = [](const base::Result<void>& kept) {
    if (!kept) base::log::warning("person.look_not_journaled", {{"error", base::log::describe(kept.error())}});
  };
  call.core.store.submit(std::move(job));
}

}  // namespace siaga::hub
