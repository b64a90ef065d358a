// Commands: decide, store, remember. A command whose id was obeyed before gets its first receipt again, whatever has
// happened since; one that failed isn't remembered and is decided anew.
// Thread: obey() on the session's executor; decisions on the store thread, maybe twice.
#pragma once

#include "hub/routes.h"
#include "protocol/event.h"

#include <functional>
#include <string_view>

namespace siaga::hub {

/// Who asks for what, about what.
struct Command {
  base::Id id;
  AccountPtr account;
  protocol::EventKind kind;
  base::Id subject;

  const domain::Person& person() const { return account->person; }
};

/// Changes tables and appends the event.
using Decide = std::function<base::Result<store::Appended>(store::Ledger&)>;

/// Answers 200 with the Receipt. Errors: those of the decision; conflict with field "command" when the id was used for
/// something else. What nobody is in danger about is decided behind what somebody is: Priority::normal.
Answer obey(Call& call, Command command, Decide decide, store::Priority priority = store::Priority::alarm);

/// The same, decided for who asks as they are by then: `gate` is asked once more on the ledger (account_now).
using DecideNow = std::function<base::Result<store::Appended>(store::Ledger&, const Account& by)>;
Answer obey_now(Call& call, Command command, Gate gate, DecideNow decide,
                store::Priority priority = store::Priority::alarm);

}  // namespace siaga::hub
