#include "hub/person_move.h"

#include "base/zone.h"
#include "hub/account_closing.h"
#include "hub/events.h"
#include "store/grant_table.h"
#include "store/move_table.h"
#include "store/person_table.h"
#include "store/unit_table.h"

#include <algorithm>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
using directory_changes::Doer;
using directory_changes::Kept;
using domain::Action;
using protocol::EventKind;

namespace {

/// `move`: nothing when it was dropped.
void tell_plan(store::Ledger& ledger, const Doer& by, const domain::Person& person, const domain::PersonMove* move) {
  protocol::EventBody body;
  body.by = by.account.person.version;
  if (move != nullptr) {
    body.within = move->unit;
    body.since = move->at;
  }
  auto made = draft({by.actor, EventKind::person_move_planned, person.id, person.unit}, body);
  if (by.actor != by.account.person.id) made.on_behalf_of = by.account.person.id;
  ledger.journal.append(std::move(made));
}

bool is_same_plan(const domain::PersonMove& one, const domain::PersonMove& other) {
  return one.person == other.person && one.unit == other.unit && one.at == other.at;
}

/// In the name of whoever planned it; by now they may be nobody's administrator any more, the plan stands.
void carry_out(store::Ledger& ledger, const domain::PersonMove& move, base::Instant at) {
  auto& database = ledger.database;
  store::move_table::end(database, move.id, ledger.now, "done");
  auto person = store::person_table::find(database, move.person);
  const auto planner = load_account(database, move.planned_by, at);
  if (!person || !planner || person->unit == move.unit) return;
  const Doer by{*planner, base::Id{}};
  auto grants = store::grant_table::of_person(database, person->id);
  // Given by somebody who could see the plan, and perhaps not the planner's to take: it stays.
  const auto later = store::move_table::later_grants(database, move.id);
  std::erase_if(grants, [&](const domain::Grant& grant) { return std::ranges::find(later, grant.id) != later.end(); });
  auto roles = domain::move_roles(grants, person->unit, move.unit, at);
  person->unit = move.unit;
  person->version = base::make_id(ledger.now);
  store::person_table::change(database, *person, ledger.now);
  directory_changes::tell_person(ledger, by, EventKind::person_changed, *person);
  for (const auto& grant : roles.ended) {
    store::grant_table::set_until(database, grant.id, *grant.until);
    directory_changes::tell_grant(ledger, by, EventKind::grant_ended, grant);
  }
  for (auto& grant : roles.given) {
    grant.id = base::make_id(ledger.now);
    store::grant_table::insert(database, grant, ledger.now);
    directory_changes::tell_grant(ledger, by, EventKind::grant_given, grant);
  }
}

}  // namespace

Result<Kept> plan_move(store::Ledger& ledger, const Doer& by, domain::PersonMove move, std::chrono::year_month_day day,
                       base::Instant at) {
  auto& database = ledger.database;
  const auto person = store::person_table::find(database, move.person);
  if (!person || !directory_changes::is_member_or_reaches(by.account, Action::read_people, person->unit))
    return directory_changes::nobody();
  const auto unit = store::unit_table::find(database, move.unit);
  if (!unit) return fail(Fault::invalid, "there is no such unit", "unit");
  if (!by.account.standing.may(Action::manage_people, person->unit) ||
      !by.account.standing.may(Action::manage_people, move.unit))
    return fail(Fault::forbidden, "your role doesn't reach this unit", "unit");
  // The day ends their roles here: whoever plans it could have ended each of them.
  for (const auto& grant : store::grant_table::of_person(database, person->id))
    if (grant.unit == person->unit && goes_on(grant, at) && !by.account.standing.may_grant(grant.role, grant.unit))
      return fail(Fault::forbidden, "they hold a role that isn't yours to give", "above");
  move.at = base::midnight(day, unit->zone);
  move.planned_by = by.account.person.id;
  if (const auto known = store::move_table::find(database, move.id)) {
    if (is_same_plan(*known, move)) return Kept{protocol::encode(directory_changes::view_of(database, *person)), false};
    return fail(Fault::conflict, "a plan isn't changed: drop it and make another", "id");
  }
  const auto to_come = store::move_table::of_person(database, person->id);
  if (auto good = domain::check_move(move, *person, to_come, at); !good) return good.error();
  store::move_table::insert(database, move, by.account.person.version, ledger.now);
  tell_plan(ledger, by, *person, &move);
  return Kept{protocol::encode(directory_changes::view_of(database, *person)), true};
}

Result<void> drop_move(store::Ledger& ledger, const Doer& by, const base::Id& id) {
  const auto move = store::move_table::find(ledger.database, id);
  const auto person = move ? store::person_table::find(ledger.database, move->person) : std::nullopt;
  if (!person || !directory_changes::is_member_or_reaches(by.account, Action::read_people, person->unit))
    return fail(Fault::not_found, "there is no such plan");
  if (!by.account.standing.may(Action::manage_people, person->unit))
    return fail(Fault::forbidden, "your role doesn't reach this unit", "unit");
  if (!store::move_table::is_to_come(ledger.database, id)) return {};
  store::move_table::end(ledger.database, id, ledger.now, "dropped");
  tell_plan(ledger, by, *person, nullptr);
  return {};
}

void carry_out_moves(store::Ledger& ledger, base::Instant at) {
  for (const auto& move : store::move_table::due(ledger.database, at)) carry_out(ledger, move, at);
}

}  // namespace siaga::hub
