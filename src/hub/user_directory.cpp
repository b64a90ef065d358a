#include "hub/user_directory.h"

#include "base/zone.h"
#include "domain/directory.h"
#include "hub/account_closing.h"
#include "hub/events.h"
#include "hub/import_command.h"
#include "hub/person_move.h"
#include "store/closed_account_table.h"
#include "store/grant_table.h"
#include "store/move_table.h"
#include "store/person_table.h"
#include "store/transaction.h"
#include "store/unit_table.h"

#include <algorithm>
#include <functional>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
using directory_changes::Doer;

namespace {

constexpr std::size_t most_listed = 100'000;

/// What is done, by whom, at which moment of the clock.
template <class T>
using OfflineDeed = std::function<Result<T>(store::Ledger&, const Doer&, base::Instant at)>;

/// In one transaction; an error leaves everything as it was.
template <class T>
Result<T> do_offline(const OfflineHand& hand, const OfflineDeed<T>& deed) {
  const auto at = hand.clock.now();
  store::Transaction transaction{hand.database};
  const auto who = who_answers(hand.database, hand.as, at);
  if (!who) return who.error();
  const auto account = load_account(hand.database, *who, at);
  if (!account) return fail(Fault::not_found, "nobody has this id", "as");
  store::Journal journal{hand.database, hand.clock, &clock_stepped};
  store::Ledger ledger{hand.database, journal, journal.tick()};
  auto done = deed(ledger, Doer{*account, base::Id{}}, at);
  if (done) transaction.commit();
  return done;
}

Result<domain::Person> person_with(store::Database& database, const std::string& login, const char* option) {
  const auto found = store::person_table::find_by_login(database, login);
  if (!found) return fail(Fault::not_found, "nobody signs in as " + login, option);
  return *found;
}

Result<domain::Unit> only_unit_called(store::Database& database, const std::string& name, const char* option) {
  const auto units = store::unit_table::all(database);
  const auto found = std::ranges::find(units, name, &domain::Unit::name);
  if (found == units.end()) return fail(Fault::not_found, "there is no unit of this name", option);
  if (std::ranges::count(units, name, &domain::Unit::name) > 1)
    return fail(Fault::conflict, "several units have this name", option);
  return *found;
}

std::string name_of_unit(const std::vector<domain::Unit>& units, const base::Id& id) {
  const auto found = std::ranges::find(units, id, &domain::Unit::id);
  return found == units.end() ? "" : found->name;
}

ListedPerson listed(store::Database& database, const std::vector<domain::Unit>& units, domain::Person person,
                    base::Instant at) {
  ListedPerson line;
  line.unit_name = name_of_unit(units, person.unit);
  for (auto& grant : store::grant_table::of_person(database, person.id))
    if (goes_on(grant, at)) line.roles.emplace_back(grant, name_of_unit(units, grant.unit));
  line.moves = store::move_table::of_person(database, person.id);
  line.closed_at = store::closed_account_table::closed_at(database, person.id);
  line.person = std::move(person);
  return line;
}

/// Where a role counts, and by which zone its days are.
struct Reach {
  base::Id within;
  std::string zone;
};

Result<Reach> reach_of(store::Database& database, const domain::Person& person, const RoleWish& wish) {
  const auto units = store::unit_table::all(database);
  const auto own = std::ranges::find(units, person.unit, &domain::Unit::id);
  if (own == units.end()) return fail(Fault::not_found, "their unit isn't there", "within");
  if (wish.everywhere) return Reach{{}, own->zone};
  if (wish.within.empty()) return Reach{own->id, own->zone};
  const auto named = only_unit_called(database, wish.within, "within");
  if (!named) return named.error();
  return Reach{named->id, named->zone};
}

Result<domain::Grant> grant_of(store::Ledger& ledger, const RoleWish& wish, base::Instant at) {
  const auto person = person_with(ledger.database, wish.login, "login");
  if (!person) return person.error();
  const auto reach = reach_of(ledger.database, *person, wish);
  if (!reach) return reach.error();
  domain::Grant grant{base::make_id(ledger.now), person->id, wish.role, reach->within, at, {}, {}};
  if (wish.from) grant.from = base::midnight(*wish.from, reach->zone);
  if (wish.until) grant.until = base::midnight(std::chrono::sys_days{*wish.until} + std::chrono::days{1}, reach->zone);
  if (wish.deputy_for.empty()) return grant;
  const auto principal = person_with(ledger.database, wish.deputy_for, "deputy_for");
  if (!principal) return principal.error();
  grant.deputy_for = principal->id;
  return grant;
}

}  // namespace

Result<std::vector<ListedPerson>> list_people(const OfflineHand& hand, const std::string& unit_name) {
  store::person_table::Search search;
  if (!unit_name.empty()) {
    const auto unit = only_unit_called(hand.database, unit_name, "unit");
    if (!unit) return unit.error();
    search.units = std::vector{unit->id};
  }
  const auto units = store::unit_table::all(hand.database);
  std::vector<ListedPerson> lines;
  for (auto& person : store::person_table::page(hand.database, search, most_listed))
    lines.push_back(listed(hand.database, units, std::move(person), hand.clock.now()));
  return lines;
}

std::vector<domain::Unit> list_units(const OfflineHand& hand) { return store::unit_table::all(hand.database); }

Result<domain::Unit> add_unit(const OfflineHand& hand, const UnitWish& wish) {
  const OfflineDeed<domain::Unit> deed = [&wish](store::Ledger& ledger, const Doer& by,
                                                 base::Instant) -> Result<domain::Unit> {
    domain::Unit unit{base::make_id(ledger.now), domain::tidy_name(wish.name), wish.zone, wish.emergency, {}};
    const auto units = store::unit_table::all(ledger.database);
    if (std::ranges::find(units, unit.name, &domain::Unit::name) != units.end())
      return fail(Fault::conflict, "a unit has this name already", "name");
    if (!wish.below.empty()) {
      const auto above = only_unit_called(ledger.database, wish.below, "below");
      if (!above) return above.error();
      unit.parent = above->id;
    }
    if (auto kept = directory_changes::keep_unit(ledger, by, unit); !kept) return kept.error();
    return unit;
  };
  return do_offline(hand, deed);
}

Result<domain::Grant> give_role(const OfflineHand& hand, const RoleWish& wish) {
  const OfflineDeed<domain::Grant> deed = [&wish](store::Ledger& ledger, const Doer& by, base::Instant at) {
    auto grant = grant_of(ledger, wish, at);
    if (!grant) return grant;
    if (auto kept = directory_changes::keep_grant(ledger, by, *grant, at); !kept)
      return Result<domain::Grant>{kept.error()};
    return grant;
  };
  return do_offline(hand, deed);
}

Result<std::size_t> end_role(const OfflineHand& hand, const RoleWish& wish) {
  const OfflineDeed<std::size_t> deed = [&wish](store::Ledger& ledger, const Doer& by,
                                                base::Instant at) -> Result<std::size_t> {
    const auto person = person_with(ledger.database, wish.login, "login");
    if (!person) return person.error();
    const auto reach = reach_of(ledger.database, *person, wish);
    if (!reach) return reach.error();
    std::size_t ended = 0;
    for (const auto& grant : store::grant_table::of_person(ledger.database, person->id)) {
      if (grant.role != wish.role || grant.unit != reach->within || !goes_on(grant, at)) continue;
      if (auto over = directory_changes::end_grant_now(ledger, by, grant.id, at); !over) return over.error();
      ++ended;
    }
    if (ended == 0) return fail(Fault::not_found, "they don't hold this role there", "role");
    return ended;
  };
  return do_offline(hand, deed);
}

Result<base::Instant> move_from(const OfflineHand& hand, const std::string& login, const std::string& unit_name,
                                base::Day day) {
  const OfflineDeed<base::Instant> deed = [&](store::Ledger& ledger, const Doer& by,
                                              base::Instant at) -> Result<base::Instant> {
    const auto person = person_with(ledger.database, login, "login");
    if (!person) return person.error();
    const auto unit = only_unit_called(ledger.database, unit_name, "unit");
    if (!unit) return unit.error();
    const domain::PersonMove move{base::make_id(ledger.now), person->id, unit->id, {}, {}};
    if (auto planned = plan_move(ledger, by, move, day, at); !planned) return planned.error();
    return base::midnight(day, unit->zone);
  };
  return do_offline(hand, deed);
}

Result<std::size_t> close_account_of(const OfflineHand& hand, const std::string& login) {
  const OfflineDeed<std::size_t> deed = [&login](store::Ledger& ledger, const Doer& by,
                                                 base::Instant at) -> Result<std::size_t> {
    const auto person = person_with(ledger.database, login, "login");
    if (!person) return person.error();
    const auto ended = close_account(ledger, by, person->id, at);
    if (!ended) return ended.error();
    return ended->size();
  };
  return do_offline(hand, deed);
}

Result<void> open_account_of(const OfflineHand& hand, const std::string& login) {
  const OfflineDeed<void> deed = [&login](store::Ledger& ledger, const Doer& by, base::Instant at) -> Result<void> {
    const auto person = person_with(ledger.database, login, "login");
    if (!person) return person.error();
    return open_account(ledger, by, person->id, at);
  };
  return do_offline(hand, deed);
}

}  // namespace siaga::hub
