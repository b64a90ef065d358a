#include "hub/obey.h"

#include "hub/guard.h"
#include "protocol/view.h"
#include "store/command_table.h"

namespace siaga::hub {

namespace {

base::Result<store::Appended> run(store::Ledger& ledger, const Command& command, const Decide& decide) {
  if (const auto before = store::command_table::find(ledger.database, command.id)) {
    const bool same = before->person == command.person().id && before->kind == protocol::name_of(command.kind) &&
                      before->subject == command.subject;
    if (same) return before->receipt;
    return base::fail(base::Fault::conflict, "this command's id was used for something else", "command");
  }
  auto receipt = decide(ledger);
  if (!receipt) return receipt.error();
  const std::string kind{protocol::name_of(command.kind)};
  store::command_table::insert(ledger.database, {command.id, command.person().id, kind, command.subject, *receipt});
  return receipt;
}

}  // namespace

Answer obey(Call& call, Command command, Decide decide, store::Priority priority) {
  std::function<base::Result<store::Appended>(store::Ledger&)> job =
      [command = std::move(command), decide = std::move(decide)](store::Ledger& ledger) {
        return run(ledger, command, decide);
      };
  auto deciding = on_store<store::Appended>(call.core.store, priority, std::move(job));
  const auto appended = co_await std::move(deciding);
  if (!appended) co_return appended.error();
  protocol::Receipt receipt;
  receipt.seq = appended->seq;
  receipt.at = appended->at;
  co_return json_response(200, protocol::encode(receipt));
}

Answer obey_now(Call& call, Command command, Gate gate, DecideNow decide, store::Priority priority) {
  Decide now = [session = call.session, &clock = call.core.clock, gate,
                decide = std::move(decide)](store::Ledger& ledger) -> base::Result<store::Appended> {
    const auto by = account_now(ledger, session, clock.now(), gate);
    if (!by) return by.error();
    return decide(ledger, **by);
  };
  return obey(call, std::move(command), std::move(now), priority);
}

}  // namespace siaga::hub
