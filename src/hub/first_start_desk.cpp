#include "hub/first_start_desk.h"

#include "base/log.h"
#include "domain/directory.h"
#include "hub/events.h"
#include "hub/password.h"
#include "protocol/command.h"
#include "store/grant_table.h"
#include "store/person_table.h"
#include "store/unit_table.h"

namespace siaga::hub::first_start_desk {

using base::fail;
using base::Fault;
using base::Result;

namespace {

base::Error closed() { return fail(Fault::not_found, "there is nothing at this address"); }

/// What comes to be, with its first version of everything.
struct Founding {
  domain::Unit unit;
  domain::Person person;
  std::vector<domain::Grant> grants;
  std::string password_hash;
};

Founding founding_of(const protocol::FirstStart& wished, base::Instant now) {
  Founding made;
  made.unit = {base::make_id(now), domain::tidy_name(wished.unit_name), wished.unit_zone, "112", {}};
  auto& person = made.person;
  person.id = base::make_id(now);
  person.version = base::make_id(now);
  person.unit = made.unit.id;
  person.name = domain::tidy_name(wished.name);
  person.email = wished.email;
  person.nrp = wished.nrp;
  person.phone = domain::tidy_name(wished.phone);
  // Of the whole organisation: to set it up, and to see at the desk what comes in until others do.
  for (const auto role : {domain::Role::system_administrator, domain::Role::supervisor})
    made.grants.push_back({base::make_id(now), person.id, role, base::Id{}, now, {}, {}});
  return made;
}

Result<void> check_founding(const Founding& made, const PasswordRules& rules, const std::string& password) {
  if (auto good = domain::check_person(made.person); !good) return good;
  if (auto good = domain::check_unit(made.unit, {}); !good)
    return fail(good.error().fault, good.error().detail, "unit " + good.error().field);
  return rules.check(password, made.person);
}

void tell_grant_of_founder(store::Journal& journal, const domain::Person& person, const domain::Grant& grant) {
  protocol::EventBody body;
  body.by = person.version;
  body.grant = grant.id;
  body.role = grant.role;
  body.within = grant.unit;
  body.since = grant.from;
  journal.append(draft({person.id, protocol::EventKind::grant_given, person.id, grant.unit}, body));
}

void tell_founding(store::Journal& journal, const Founding& made) {
  using protocol::EventKind;
  const auto& person = made.person;
  protocol::EventBody unit;
  unit.by = person.version;
  unit.name = made.unit.name;
  unit.zone = made.unit.zone;
  protocol::EventBody added;
  added.by = added.as = person.version;
  journal.append(draft({person.id, EventKind::unit_changed, made.unit.id, made.unit.id}, unit));
  journal.append(draft({person.id, EventKind::person_added, person.id, made.unit.id}, added));
  for (const auto& grant : made.grants) tell_grant_of_founder(journal, person, grant);
}

/// Nobody else may have been quicker.
Result<bool> keep_founding(store::Ledger& ledger, const Founding& made) {
  if (store::person_table::any(ledger.database)) return closed();
  store::unit_table::insert(ledger.database, made.unit);
  store::person_table::insert(ledger.database, made.person, made.password_hash, ledger.now);
  for (const auto& grant : made.grants) store::grant_table::insert(ledger.database, grant);
  tell_founding(ledger.journal, made);
  return true;
}

}  // namespace

Answer look(Call& call) {
  if (!call.core.first_start.code()) co_return closed();
  co_return json_response(200, R"({"open":true})");
}

Answer begin(Call& call) {
  auto& core = call.core;
  if (!core.first_start.code()) co_return closed();
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto wished = protocol::decode_first_start(*body);
  if (!wished) co_return wished.error();
  if (auto right = core.first_start.check(wished->code); !right) {
    base::log::warning("first_start.refused", {{"peer", call.request.peer_address}});
    co_return right.error();
  }
  auto made = founding_of(*wished, core.clock.now());
  if (auto good = check_founding(made, core.password_rules, wished->password); !good) co_return good.error();

  std::function<Result<std::string>()> hash = [&core, password = wished->password]() -> Result<std::string> {
    return hash_password(password, core.password_cost);
  };
  auto hashing = on_worker<std::string>(core.passwords, std::move(hash));
  auto hashed = co_await std::move(hashing);
  if (!hashed) co_return hashed.error();
  made.password_hash = std::move(*hashed);
  std::function<Result<bool>(store::Ledger&)> decide = [made](store::Ledger& ledger) {
    return keep_founding(ledger, made);
  };
  auto keeping = on_store<bool>(core.store, store::Priority::normal, std::move(decide));
  const auto kept = co_await std::move(keeping);
  if (!kept) co_return kept.error();
  core.first_start.close();
  base::log::info("first_start.done", {{"peer", call.request.peer_address}});
  co_return no_content();
}

}  // namespace siaga::hub::first_start_desk
