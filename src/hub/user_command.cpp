#include "hub/user_command.h"

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

#include <algorithm>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

base::Id unit_named(store::Database& database, const std::string& name, base::Instant now) {
  const auto units = store::unit_table::all(database);
  const auto known = std::ranges::find(units, name, &domain::Unit::name);
  if (known != units.end()) return known->id;
  const domain::Unit made{base::make_id(now), name, "Asia/Jakarta", "112", {}};
  store::unit_table::insert(database, made);
  return made.id;
}

bool is_taken(store::Database& database, const std::string& login) {
  return !login.empty() && store::person_table::find_by_login(database, login).has_value();
}

}  // namespace

Result<void> add_user(store::Database& database, const PasswordRules& rules, NewUser user, base::Instant now) {
  auto& person = user.person;
  if (person.name.empty()) return fail(Fault::invalid, "a person has a name", "name");
  if (user.unit_name.empty()) return fail(Fault::invalid, "a person belongs to a unit", "unit");
  if (person.email.empty() && person.nrp.empty())
    return fail(Fault::invalid, "e-mail or NRP is needed to sign in", "email");
  if (auto good = rules.check(user.password, person); !good) return good;
  store::Transaction transaction{database};
  if (is_taken(database, person.email) || is_taken(database, person.nrp))
    return fail(Fault::conflict, "somebody has this e-mail or NRP already", "email");
  person.id = base::make_id(now);
  person.version = base::make_id(now);
  person.unit = unit_named(database, user.unit_name, now);
  store::person_table::insert(database, person, hash_password(user.password), now);
  const auto within = user.everywhere ? base::Id{} : person.unit;
  store::grant_table::insert(database, {base::make_id(now), person.id, user.role, within, now, {}, {}});
  transaction.commit();
  return {};
}

Result<void> change_password(store::Database& database, const PasswordRules& rules, const std::string& login,
                             const std::string& password, base::Instant now) {
  store::Transaction transaction{database};
  const auto known = store::person_table::find_by_login(database, login);
  if (!known) return fail(Fault::not_found, "nobody signs in as " + login, "login");
  if (auto good = rules.check(password, *known); !good) return good;
  store::person_table::set_password(database, known->id, hash_password(password));
  // Whoever knew the old one is out.
  store::session_table::close_of_person(database, known->id, now);
  store::reset_code_table::end_of_person(database, known->id, now);
  transaction.commit();
  return {};
}

Result<void> remove_second_factor_of(store::Database& database, const base::Clock& clock, const std::string& login) {
  store::Transaction transaction{database};
  const auto known = store::person_table::find_login(database, login);
  if (!known) return fail(Fault::not_found, "nobody signs in as " + login, "login");
  store::Journal journal{database, clock, &clock_stepped};
  store::Ledger ledger{database, journal, journal.tick()};
  if (!remove_second_factor(ledger, known->person, {}))
    return fail(Fault::not_found, login + " has no second factor", "login");
  transaction.commit();
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
  store::Transaction transaction{database};
  const auto known = store::person_table::find_by_login(database, login);
  if (!known) return fail(Fault::not_found, "nobody signs in as " + login, "login");
  store::Journal journal{database, clock, &clock_stepped};
  store::Ledger ledger{database, journal, journal.tick()};
  // Nobody of the directory did it: the event names whose session it was.
  const auto ended = end_sessions(ledger, *known, base::Id{}, known->version, which, std::nullopt);
  if (!ended) return ended.error();
  transaction.commit();
  return ended->size();
}

}  // namespace siaga::hub
