#include "hub/emergency_desk.h"

#include "hub/events.h"
#include "hub/guard.h"
#include "protocol/emergency.h"
#include "store/emergency_table.h"
#include "store/unit_table.h"

namespace siaga::hub::emergency_desk {

using base::fail;
using base::Fault;
using base::Result;
using domain::Action;

namespace {

bool sees_numbers(const Account& account, const base::Id& unit) {
  return unit == account.person.unit || account.standing.may(Action::follow_feed, unit);
}

Result<bool> keep_numbers(store::Ledger& ledger, const Account& by, const base::Id& id,
                          const domain::EmergencyNumbers& numbers) {
  auto unit = store::unit_table::find(ledger.database, id);
  if (!unit || !sees_numbers(by, id)) return fail(Fault::not_found, "there is no such unit");
  if (!by.standing.may(Action::manage_units, id))
    return fail(Fault::forbidden, "your role doesn't reach this unit", "unit");
  if (auto good = domain::check_numbers(numbers); !good) return good.error();
  if (store::emergency_table::of_unit(ledger.database, *unit) == numbers) return false;
  store::emergency_table::replace(ledger.database, id, numbers);
  unit->emergency = numbers.front().number;
  store::unit_table::update(ledger.database, *unit);
  protocol::EventBody body;
  body.by = by.person.version;
  body.name = unit->name;
  body.zone = unit->zone;
  ledger.journal.append(draft({by.person.id, protocol::EventKind::unit_changed, id, id}, body));
  return true;
}

}  // namespace

Answer list(Call& call) {
  std::function<Result<std::string>(store::Database&)> read = [account = call.account](store::Database& database) {
    std::vector<domain::UnitNumbers> seen;
    for (const auto& unit : store::unit_table::all(database))
      if (sees_numbers(*account, unit.id)) seen.push_back({unit.id, store::emergency_table::of_unit(database, unit)});
    return Result<std::string>{protocol::encode_numbers(seen)};
  };
  auto reading = on_reader<std::string>(call.core.readers, std::move(read));
  auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  co_return json_response(200, std::move(*body));
}

Answer put(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto numbers = protocol::decode_put_numbers(*body);
  if (!numbers) co_return numbers.error();
  std::function<Result<bool>(store::Ledger&)> decide =
      [session = call.session, id = call.id, numbers = *numbers,
       at = call.core.clock.now()](store::Ledger& ledger) -> Result<bool> {
    const auto by = account_now(ledger, session, at);
    if (!by) return by.error();
    return keep_numbers(ledger, **by, id, numbers);
  };
  auto deciding = on_store<bool>(call.core.store, store::Priority::normal, std::move(decide));
  const auto kept = co_await std::move(deciding);
  if (!kept) co_return kept.error();
  co_return no_content();
}

}  // namespace siaga::hub::emergency_desk
