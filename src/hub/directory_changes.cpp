#include "hub/directory_changes.h"

#include "domain/directory.h"
#include "hub/events.h"
#include "store/closed_account_table.h"
#include "store/emergency_table.h"
#include "store/grant_table.h"
#include "store/move_table.h"
#include "store/person_table.h"
#include "store/unit_table.h"

#include <algorithm>

namespace siaga::hub::directory_changes {

using base::fail;
using base::Fault;
using base::Result;
using domain::Action;
using protocol::EventKind;

namespace {

/// The event, in the name of whoever it is done for.
void tell(store::Ledger& ledger, const Doer& by, EventKind kind, const base::Id& subject, const base::Id& unit,
          const protocol::EventBody& body) {
  auto made = draft({by.actor, kind, subject, unit}, body);
  if (by.actor != by.account.person.id) made.on_behalf_of = by.account.person.id;
  ledger.journal.append(std::move(made));
}

base::Error not_there() { return fail(Fault::forbidden, "your role doesn't reach this unit", "unit"); }

/// Who is acted for holds the role; whoever isn't for the giver's eyes isn't shown to be there by a refusal of its own.
Result<void> check_absent(store::Database& database, const Account& by, const domain::Grant& grant) {
  if (!grant.deputy_for) return {};
  const auto theirs = store::grant_table::of_person(database, *grant.deputy_for);
  const auto good = domain::check_deputy(grant, theirs, store::unit_table::all(database));
  if (good) return good;
  const auto absent = store::person_table::find(database, *grant.deputy_for);
  if (absent && is_member_or_reaches(by, Action::read_people, absent->unit)) return good;
  return fail(Fault::invalid, "there is nobody to act for", "deputy_for");
}

/// Grants of those who can't sign in yet keep nobody in office.
std::vector<domain::Grant> able_administrators(store::Database& database) {
  auto grants = store::grant_table::of_role(database, domain::Role::system_administrator);
  std::erase_if(grants,
                [&](const domain::Grant& grant) { return !store::person_table::has_password(database, grant.person); });
  return grants;
}

}  // namespace

base::Error nobody() { return fail(Fault::not_found, "there is nobody of this id"); }

bool is_member_or_reaches(const Account& account, Action action, const base::Id& unit) {
  return unit == account.person.unit || account.standing.may(action, unit);
}

protocol::PersonView view_of(store::Database& database, domain::Person person) {
  auto grants = store::grant_table::of_person(database, person.id);
  auto moves = store::move_table::of_person(database, person.id);
  return {std::move(person), std::move(grants), std::move(moves)};
}

bool says_the_same(const domain::Person& one, const domain::Person& other) {
  const auto said = [](const domain::Person& p) { return std::tie(p.unit, p.name, p.nrp, p.email, p.phone, p.post); };
  return said(one) == said(other);
}

bool may_change_login(store::Database& database, const Account& by, const base::Id& person, base::Instant at) {
  if (by.person.id == person) return true;
  return domain::may_change_login(by.standing, store::grant_table::of_person(database, person), at);
}

void tell_person(store::Ledger& ledger, const Doer& by, EventKind kind, const domain::Person& as,
                 std::optional<std::string> text) {
  protocol::EventBody body;
  body.by = by.account.person.id == as.id ? as.version : by.account.person.version;
  body.as = as.version;
  body.text = std::move(text);
  tell(ledger, by, kind, as.id, as.unit, body);
}

void tell_grant(store::Ledger& ledger, const Doer& by, EventKind kind, const domain::Grant& grant) {
  protocol::EventBody body;
  body.by = by.account.person.version;
  body.grant = grant.id;
  body.role = grant.role;
  body.within = grant.unit;
  body.since = grant.from;
  body.until = grant.until;
  body.deputy_for = grant.deputy_for;
  tell(ledger, by, kind, grant.person, grant.unit, body);
}

Result<Kept> keep_person(store::Ledger& ledger, const Doer& by, domain::Person person, base::Instant at) {
  auto& database = ledger.database;
  if (person.id.is_nil()) return fail(Fault::invalid, "the nil id is the hub itself", "id");
  const auto known = store::person_table::find(database, person.id);
  if (known && !is_member_or_reaches(by.account, Action::read_people, known->unit)) return nobody();
  if (known && !by.account.standing.may(Action::manage_people, known->unit)) return not_there();
  if (!by.account.standing.may(Action::manage_people, person.unit)) return not_there();
  if (!store::unit_table::find(database, person.unit)) return fail(Fault::invalid, "there is no such unit", "unit");
  if (auto good = domain::check_person(person); !good) return good.error();
  const bool other_login = known && (known->email != person.email || known->nrp != person.nrp);
  if (other_login && !may_change_login(database, by.account, person.id, at))
    return fail(Fault::forbidden, "they hold a role that isn't yours to give: their login isn't yours to change",
                "email");
  if (store::person_table::is_taken(database, person))
    return fail(Fault::conflict, "somebody has this e-mail or NRP already", "email");
  person.version = base::make_id(ledger.now);
  if (known && says_the_same(*known, person)) return Kept{protocol::encode(view_of(database, *known)), false};
  if (known)
    store::person_table::change(database, person, ledger.now);
  else
    store::person_table::insert(database, person, {}, ledger.now);
  tell_person(ledger, by, known ? EventKind::person_changed : EventKind::person_added, person);
  return Kept{protocol::encode(view_of(database, std::move(person))), !known};
}

Result<Kept> keep_unit(store::Ledger& ledger, const Doer& by, const domain::Unit& unit) {
  if (unit.id.is_nil()) return fail(Fault::invalid, "the nil id is the whole organisation", "id");
  const auto tree = store::unit_table::all(ledger.database);
  const auto known = std::ranges::find(tree, unit.id, &domain::Unit::id);
  const bool is_new = known == tree.end();
  // A unit is put below one that is theirs; only who administers everything begins a new tree.
  const bool all = !by.account.standing.units(Action::manage_units).has_value();
  if (!is_new && !by.account.standing.may(Action::manage_units, unit.id)) return not_there();
  const bool moves = is_new || known->parent != unit.parent;
  if (moves && !all && (!unit.parent || !by.account.standing.may(Action::manage_units, *unit.parent)))
    return not_there();
  if (auto good = domain::check_unit(unit, tree); !good) return good.error();
  const auto said = [](const domain::Unit& one) { return std::tie(one.name, one.zone, one.emergency, one.parent); };
  if (!is_new && said(*known) == said(unit)) return Kept{protocol::encode(unit), false};
  const auto numbers = store::emergency_table::of_unit(ledger.database, is_new ? unit : *known);
  if (is_new)
    store::unit_table::insert(ledger.database, unit);
  else
    store::unit_table::update(ledger.database, unit);
  if (!is_new && known->emergency != unit.emergency && store::emergency_table::any(ledger.database, unit.id))
    store::emergency_table::replace(ledger.database, unit.id, domain::with_first(numbers, unit.emergency));
  protocol::EventBody body;
  body.by = by.account.person.version;
  body.name = unit.name;
  body.zone = unit.zone;
  tell(ledger, by, EventKind::unit_changed, unit.id, unit.id, body);
  return Kept{protocol::encode(unit), is_new};
}

Result<Kept> keep_grant(store::Ledger& ledger, const Doer& by, domain::Grant grant, base::Instant at) {
  auto& database = ledger.database;
  const auto known = store::grant_table::find(database, grant.id);
  if (grant.from == base::Instant{}) grant.from = known ? known->from : at;
  if (known) {
    const auto said = [](const domain::Grant& one) {
      return std::tie(one.person, one.role, one.unit, one.from, one.until, one.deputy_for);
    };
    if (said(*known) == said(grant)) return Kept{protocol::encode(*known), false};
    return fail(Fault::conflict, "a grant isn't changed: end it and give another", "id");
  }
  const auto person = store::person_table::find(database, grant.person);
  if (!person || !is_member_or_reaches(by.account, Action::read_people, person->unit)) return nobody();
  if (store::closed_account_table::closed_at(database, person->id))
    return fail(Fault::conflict, "their account is closed: open it first", "closed_account");
  if (!grant.unit.is_nil() && !store::unit_table::find(database, grant.unit))
    return fail(Fault::invalid, "there is no such unit", "within");
  if (!by.account.standing.may_grant(grant.role, grant.unit))
    return fail(Fault::forbidden, "this role isn't yours to give there", "role");
  if (auto good = domain::check_grant(grant); !good) return good.error();
  if (auto good = check_absent(database, by.account, grant); !good) return good.error();
  store::grant_table::insert(database, grant, ledger.now);
  tell_grant(ledger, by, EventKind::grant_given, grant);
  return Kept{protocol::encode(grant), true};
}

Result<Kept> end_grant_now(store::Ledger& ledger, const Doer& by, const base::Id& id, base::Instant at) {
  auto grant = store::grant_table::find(ledger.database, id);
  if (!grant || !by.account.standing.may(Action::read_people, grant->unit))
    return fail(Fault::not_found, "no such grant");
  if (!by.account.standing.may_grant(grant->role, grant->unit))
    return fail(Fault::forbidden, "this role isn't yours to take there", "role");
  if (grant->until && *grant->until <= at) return Kept{};
  const auto administrators = able_administrators(ledger.database);
  if (auto good = domain::check_end(*grant, administrators, at); !good) return good.error();
  grant->until = std::max(at, grant->from);
  store::grant_table::set_until(ledger.database, id, *grant->until);
  tell_grant(ledger, by, EventKind::grant_ended, *grant);
  return Kept{};
}

}  // namespace siaga::hub::directory_changes
