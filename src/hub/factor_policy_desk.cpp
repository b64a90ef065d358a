#include "hub/factor_policy_desk.h"

#include "hub/events.h"
#include "hub/guard.h"
#include "hub/mail_outbox.h"
#include "hub/own_password.h"
#include "hub/password_reset.h"
#include "hub/second_factor.h"
#include "protocol/second_factor.h"
#include "store/grant_table.h"
#include "store/person_table.h"

#include <set>

namespace siaga::hub::factor_policy_desk {

using base::fail;
using base::Fault;
using base::Result;
using domain::Action;

namespace {

/// By mail, to each other system administrator: one of them may be the thief of an open desk.
void tell_other_administrators(store::Ledger& ledger, const domain::Person& by, const domain::FactorPolicy& policy,
                               base::Instant at) {
  std::set<base::Id> told{by.id};
  for (const auto& grant : store::grant_table::of_role(ledger.database, domain::Role::system_administrator)) {
    if (!domain::is_held(grant, at) || !told.insert(grant.person).second) continue;
    if (const auto person = store::person_table::find(ledger.database, grant.person))
      password_reset::tell_changed(ledger, *person, factor_policy_mail(by.name, policy));
  }
}

Result<bool> change_policy(store::Ledger& ledger, const Account& by, const domain::FactorPolicy& policy,
                           base::Instant at, bool by_mail) {
  if (by.standing.units(Action::manage_policy))
    return fail(Fault::forbidden, "this is of the whole organisation", "unit");
  if (second_factor_policy(ledger.database) == policy) return false;
  set_second_factor_policy(ledger.database, policy);
  protocol::EventBody body;
  body.by = by.person.version;
  body.text = "second_factor " + name_of(policy);
  ledger.journal.append(draft({by.person.id, protocol::EventKind::policy_changed, {}, {}}, body));
  if (by_mail) tell_other_administrators(ledger, by.person, policy, at);
  return true;
}

}  // namespace

Answer read(Call& call) {
  using View = protocol::SecondFactorPolicy;
  std::function<Result<View>(store::Database&)> look = [](store::Database& database) {
    return Result<View>{View{second_factor_policy(database)}};
  };
  auto looking = on_reader<View>(call.core.readers, std::move(look));
  const auto view = co_await std::move(looking);
  if (!view) co_return view.error();
  co_return json_response(200, protocol::encode(*view));
}

Answer put(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_put_second_factor_policy(*body);
  if (!command) co_return command.error();
  if (const auto wait = must_wait_for_guess(call)) co_return slowed(*wait);
  auto checking = check_own_password(call, std::move(command->password));
  const auto checked = co_await std::move(checking);
  judge_guess(call, checked);
  if (!checked) co_return checked.error();
  std::function<Result<bool>(store::Ledger&)> decide =
      [session = call.session, at = call.core.clock.now(), policy = std::move(command->policy),
       by_mail = call.core.mail != nullptr](store::Ledger& ledger) -> Result<bool> {
    const auto by = account_now(ledger, session, at, Gate{Gate::Kind::signed_in, Action::manage_policy});
    if (!by) return by.error();
    return change_policy(ledger, **by, policy, at, by_mail);
  };
  auto deciding = on_store<bool>(call.core.store, store::Priority::normal, std::move(decide));
  const auto changed = co_await std::move(deciding);
  if (!changed) co_return changed.error();
  if (call.core.mail != nullptr) call.core.mail->wake();
  co_return no_content();
}

}  // namespace siaga::hub::factor_policy_desk
