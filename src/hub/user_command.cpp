#include "hub/user_command.h"

#include "domain/directory.h"
#include "domain/names.h"
#include "hub/end_sessions.h"
#include "hub/events.h"
#include "hub/password.h"
#include "hub/second_factor.h"
#include "store/grant_table.h"
#include "store/person_table.h"
#include "store/reset_code_table.h"
#include "store/session_table.h"
#include "store/transaction.h"
#include "store/unit_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
using protocol::EventKind;

namespace {

/// What is decided at the hub's own machine, as the store thread decides it while the hub runs.
struct Bench {
  store::Transaction transaction;
  store::Journal journal;
  store::Ledger ledger;

  Bench(store::Database& database, const base::Clock& clock)
      : transaction(database), journal(database, clock, &clock_stepped), ledger{database, journal, journal.tick()} {}

  void tell(EventKind kind, const base::Id& subject, const base::Id& unit, const protocol::EventBody& body) {
    journal.append(draft({{}, kind, subject, unit}, body));
  }
};

base::Id unit_named(Bench& bench, const std::string& name, const base::Id& by) {
  auto& database = bench.ledger.database;
  const auto units = store::unit_table::all(database);
  const auto known = std::ranges::find(units, name, &domain::Unit::name);
  if (known != units.end()) return known->id;
  const domain::Unit made{base::make_id(bench.ledger.now), name, "Asia/Jakarta", "112", {}};
  store::unit_table::insert(database, made);
  protocol::EventBody body;
  body.by = by;
  body.name = made.name;
  body.zone = made.zone;
  bench.tell(EventKind::unit_changed, made.id, made.id, body);
  return made.id;
}

bool is_taken(store::Database& database, const std::string& login) {
  return !login.empty() && store::person_table::find_by_login(database, login).has_value();
}

void tell_added(Bench& bench, const domain::Person& person, const domain::Grant& grant) {
  protocol::EventBody added;
  added.by = added.as = person.version;
  bench.tell(EventKind::person_added, person.id, person.unit, added);
  protocol::EventBody given;
  given.by = person.version;
  given.grant = grant.id;
  given.role = grant.role;
  given.within = grant.unit;
  given.since = grant.from;
  bench.tell(EventKind::grant_given, person.id, grant.unit, given);
}

void tell_policy(Bench& bench, std::string what) {
  protocol::EventBody body;
  body.text = std::move(what);
  bench.tell(EventKind::policy_changed, {}, {}, body);
}

}  // namespace

Result<void> add_user(store::Database& database, const base::Clock& clock, const PasswordRules& rules, NewUser user) {
  auto& person = user.person;
  person.name = domain::tidy_name(person.name);
  person.post = domain::tidy_name(person.post);
  person.phone = domain::tidy_name(person.phone);
  if (person.name.empty()) return fail(Fault::invalid, "a person has a name", "name");
  if (user.unit_name.empty()) return fail(Fault::invalid, "a person belongs to a unit", "unit");
  if (person.email.empty() && person.nrp.empty())
    return fail(Fault::invalid, "e-mail or NRP is needed to sign in", "email");
  if (auto good = domain::check_person(person); !good) return good;
  if (auto good = rules.check(user.password, person); !good) return good;
  Bench bench{database, clock};
  const auto now = bench.ledger.now;
  if (is_taken(database, person.email) || is_taken(database, person.nrp))
    return fail(Fault::conflict, "somebody has this e-mail or NRP already", "email");
  person.id = base::make_id(now);
  person.version = base::make_id(now);
  person.unit = unit_named(bench, user.unit_name, person.version);
  store::person_table::insert(database, person, hash_password(user.password), now);
  const domain::Grant grant{
      base::make_id(now), person.id, user.role, user.everywhere ? base::Id{} : person.unit, now, {}, {}};
  store::grant_table::insert(database, grant);
  tell_added(bench, person, grant);
  bench.transaction.commit();
  return {};
}

Result<void> change_password(store::Database& database, const base::Clock& clock, const PasswordRules& rules,
                             const std::string& login, const std::string& password) {
  Bench bench{database, clock};
  const auto known = store::person_table::find_by_login(database, login);
  if (!known) return fail(Fault::not_found, "nobody signs in as " + login, "login");
  if (auto good = rules.check(password, *known); !good) return good;
  store::person_table::set_password(database, known->id, hash_password(password));
  protocol::EventBody body;
  body.by = known->version;
  bench.tell(EventKind::password_reset, known->id, known->unit, body);
  // Whoever knew the old one is out.
  if (const auto open = store::session_table::of_person(database, known->id, bench.ledger.now); !open.empty())
    if (const auto ended = end_sessions(bench.ledger, *known, base::Id{}, known->version, {}, {}); !ended)
      return ended.error();
  store::reset_code_table::end_of_person(database, known->id, bench.ledger.now);
  bench.transaction.commit();
  return {};
}

Result<void> change_password_cost(store::Database& database, const base::Clock& clock, const PasswordCost& cost) {
  Bench bench{database, clock};
  if (auto set = set_password_cost(database, cost); !set) return set;
  tell_policy(bench, fmt::format("password_cost passes={} memory_kib={}", cost.passes, cost.memory_kib));
  bench.transaction.commit();
  return {};
}

Result<void> change_second_factor_policy(store::Database& database, const base::Clock& clock,
                                         const std::string& policy) {
  Bench bench{database, clock};
  const auto wished = domain::factor_policy(policy);
  if (!wished) return wished.error();
  set_second_factor_policy(database, *wished);
  tell_policy(bench, "second_factor " + name_of(*wished));
  bench.transaction.commit();
  return {};
}

Result<void> remove_second_factor_of(store::Database& database, const base::Clock& clock, const std::string& login) {
  Bench bench{database, clock};
  const auto known = store::person_table::find_by_login(database, login);
  if (!known) return fail(Fault::not_found, "nobody signs in as " + login, "login");
  if (!remove_second_factor(bench.ledger, *known, {}))
    return fail(Fault::not_found, login + " has no second factor", "login");
  // As from a console: whoever signed in with it shows a password again.
  if (const auto ended = end_sessions(bench.ledger, *known, base::Id{}, known->version, {}, {}); !ended)
    return ended.error();
  bench.transaction.commit();
  return {};
}

Result<std::vector<store::session_table::Row>> sessions_of(store::Database& database, const std::string& login,
                                                           base::Instant now) {
  const auto known = store::person_table::find_by_login(database, login);
  if (!known) return fail(Fault::not_found, "nobody signs in as " + login, "login");
  return store::session_table::of_person(database, known->id, now);
}

Result<std::size_t> end_sessions_of(store::Database& database, const base::Clock& clock, const std::string& login,
                                    const std::optional<base::Id>& which) {
  Bench bench{database, clock};
  const auto known = store::person_table::find_by_login(database, login);
  if (!known) return fail(Fault::not_found, "nobody signs in as " + login, "login");
  // Nobody of the directory did it: the event names whose session it was.
  const auto ended = end_sessions(bench.ledger, *known, base::Id{}, known->version, which, std::nullopt);
  if (!ended) return ended.error();
  bench.transaction.commit();
  return ended->size();
}

}  // namespace siaga::hub
