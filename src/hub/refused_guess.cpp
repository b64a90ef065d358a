#include "hub/refused_guess.h"

#include "base/log.h"
#include "hub/events.h"

namespace siaga::hub {

void journal_refusal(Core& core, const domain::Person& person, const std::string& console) {
  protocol::EventBody body;
  body.by = person.version;
  body.console = console;
  store::Job job;
  job.decide = [person = person.id, unit = person.unit, body](store::Ledger& ledger) -> base::Result<void> {
    ledger.journal.append(draft({person, protocol::EventKind::session_refused, person, unit}, body));
    return {};
  };
  job.complete = [](const base::Result<void>& kept) {
    if (!kept) base::log::warning("session.refusal_not_journaled", {{"error", base::log::describe(kept.error())}});
  };
  core.store.submit(std::move(job));
}

}  // namespace siaga::hub
