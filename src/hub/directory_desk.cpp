#include "hub/directory_desk.h"

#include "domain/directory.h"
#include "domain/profile.h"
#include "hub/events.h"
#include "hub/look.h"
#include "protocol/directory.h"
#include "store/grant_table.h"
#include "store/person_table.h"
#include "store/profile_table.h"
#include "store/unit_table.h"

#include <algorithm>

namespace siaga::hub::directory_desk {

using base::fail;
using base::Fault;
using base::Result;
using domain::Action;
using protocol::EventKind;

namespace {

base::Error nobody() { return fail(Fault::not_found, "there is nobody of this id"); }
base::Error not_there() { return fail(Fault::forbidden, "your role doesn't reach this unit", "unit"); }

bool is_member_or_reaches(const Account& account, Action action, const base::Id& unit) {
  return unit == account.person.unit || account.standing.may(action, unit);
}

/// What a change made, and whether it made something new.
struct Kept {
  std::string body;
  bool is_new = false;
};

/// Decided by what somebody may do now, and not when their request began: its body may have taken minutes. Roles begin
/// and end by the hub's clock, by which sessions are judged; the journal's may be ahead of it.
using Decision = std::function<Result<Kept>(store::Ledger&, const Account&, base::Instant at)>;

Answer keep(Call& call, Decision decide) {
  std::function<Result<Kept>(store::Ledger&)> job = [session = call.session, at = call.core.clock.now(),
                                                     decide =
                                                         std::move(decide)](store::Ledger& ledger) -> Result<Kept> {
    const auto by = load_account(ledger.database, session->person, at);
    if (!by || session->ended) return fail(Fault::unauthenticated, "sign in first");
    return decide(ledger, *by, at);
  };
  auto deciding = on_store<Kept>(call.core.store, store::Priority::normal, std::move(job));
  auto kept = co_await std::move(deciding);
  if (!kept) co_return kept.error();
  co_return json_response(kept->is_new ? 201 : 200, std::move(kept->body));
}

Answer answer_from(Call& call, std::function<Result<std::string>(store::Database&)> read) {
  auto reading = on_reader<std::string>(call.core.readers, std::move(read));
  auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  co_return json_response(200, std::move(*body));
}

protocol::PersonView view_of(store::Database& database, domain::Person person) {
  auto grants = store::grant_table::of_person(database, person.id);
  return {std::move(person), std::move(grants)};
}

/// Appends what happened to somebody; `as`: their new version.
void tell_person(store::Ledger& ledger, const Account& by, EventKind kind, const domain::Person& as) {
  protocol::EventBody body;
  body.by = by.person.id == as.id ? as.version : by.person.version;
  body.as = as.version;
  ledger.journal.append(draft({by.person.id, kind, as.id, as.unit}, body));
}

/// The day of birth is in no version of a person, and so in no event: that it was changed is.
Result<void> keep_born(store::Ledger& ledger, const Account& by, const std::optional<std::string>& born,
                       base::Instant at) {
  if (!born) return {};
  if (!born->empty())
    if (auto good = domain::check_born(*born, at); !good) return good.error();
  if (store::profile_table::born(ledger.database, by.person.id).value_or("") == *born) return {};
  store::profile_table::set_born(ledger.database, by.person.id,
                                 born->empty() ? std::nullopt : std::optional<std::string_view>{*born});
  tell_person(ledger, by, EventKind::person_changed, by.person);
  return {};
}

bool says_the_same(const domain::Person& one, const domain::Person& other) {
  const auto said = [](const domain::Person& p) { return std::tie(p.unit, p.name, p.nrp, p.email, p.phone, p.post); };
  return said(one) == said(other);
}

/// Who changes how somebody signs in could sign in as them: for that they must be able to give all that they hold.
bool may_change_login(store::Database& database, const Account& by, const base::Id& person, base::Instant at) {
  if (by.person.id == person) return true;
  const auto grants = store::grant_table::of_person(database, person);
  return std::ranges::all_of(grants, [&](const domain::Grant& grant) {
    return (grant.until && *grant.until <= at) || by.standing.may_grant(grant.role, grant.unit);
  });
}

Result<Kept> keep_person(store::Ledger& ledger, const Account& by, domain::Person person, base::Instant at) {
  auto& database = ledger.database;
  if (person.id.is_nil()) return fail(Fault::invalid, "the nil id is the hub itself", "id");
  const auto known = store::person_table::find(database, person.id);
  if (known && !is_member_or_reaches(by, Action::read_people, known->unit)) return nobody();
  if (known && !by.standing.may(Action::manage_people, known->unit)) return not_there();
  if (!by.standing.may(Action::manage_people, person.unit)) return not_there();
  if (!store::unit_table::find(database, person.unit)) return fail(Fault::invalid, "there is no such unit", "unit");
  if (auto good = domain::check_person(person); !good) return good.error();
  const bool other_login = known && (known->email != person.email || known->nrp != person.nrp);
  if (other_login && !may_change_login(database, by, person.id, at))
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

Result<Kept> keep_unit(store::Ledger& ledger, const Account& by, const domain::Unit& unit) {
  if (unit.id.is_nil()) return fail(Fault::invalid, "the nil id is the whole organisation", "id");
  const auto tree = store::unit_table::all(ledger.database);
  const auto known = std::ranges::find(tree, unit.id, &domain::Unit::id);
  const bool is_new = known == tree.end();
  // A unit is put below one that is theirs; only who administers everything begins a new tree.
  const bool all = !by.standing.units(Action::manage_units).has_value();
  if (!is_new && !by.standing.may(Action::manage_units, unit.id)) return not_there();
  const bool moves = is_new || known->parent != unit.parent;
  if (moves && !all && (!unit.parent || !by.standing.may(Action::manage_units, *unit.parent))) return not_there();
  if (auto good = domain::check_unit(unit, tree); !good) return good.error();
  const auto said = [](const domain::Unit& one) { return std::tie(one.name, one.zone, one.emergency, one.parent); };
  if (!is_new && said(*known) == said(unit)) return Kept{protocol::encode(unit), false};
  if (is_new)
    store::unit_table::insert(ledger.database, unit);
  else
    store::unit_table::update(ledger.database, unit);
  protocol::EventBody body;
  body.by = by.person.version;
  body.name = unit.name;
  body.zone = unit.zone;
  ledger.journal.append(draft({by.person.id, EventKind::unit_changed, unit.id, unit.id}, body));
  return Kept{protocol::encode(unit), is_new};
}

void tell_grant(store::Ledger& ledger, const Account& by, EventKind kind, const domain::Grant& grant) {
  protocol::EventBody body;
  body.by = by.person.version;
  body.grant = grant.id;
  body.role = grant.role;
  body.within = grant.unit;
  body.since = grant.from;
  body.until = grant.until;
  body.deputy_for = grant.deputy_for;
  ledger.journal.append(draft({by.person.id, kind, grant.person, grant.unit}, body));
}

Result<Kept> keep_grant(store::Ledger& ledger, const Account& by, domain::Grant grant, base::Instant at) {
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
  if (!person || !is_member_or_reaches(by, Action::read_people, person->unit)) return nobody();
  if (grant.deputy_for && !store::person_table::find(database, *grant.deputy_for))
    return fail(Fault::invalid, "there is nobody to act for", "deputy_for");
  if (!grant.unit.is_nil() && !store::unit_table::find(database, grant.unit))
    return fail(Fault::invalid, "there is no such unit", "within");
  if (!by.standing.may_grant(grant.role, grant.unit))
    return fail(Fault::forbidden, "this role isn't yours to give there", "role");
  if (auto good = domain::check_grant(grant); !good) return good.error();
  store::grant_table::insert(database, grant);
  tell_grant(ledger, by, EventKind::grant_given, grant);
  return Kept{protocol::encode(grant), true};
}

/// Grants of those who can't sign in yet keep nobody in office.
std::vector<domain::Grant> able_administrators(store::Database& database) {
  auto grants = store::grant_table::of_role(database, domain::Role::system_administrator);
  std::erase_if(grants,
                [&](const domain::Grant& grant) { return !store::person_table::has_password(database, grant.person); });
  return grants;
}

/// One that hasn't begun never does.
Result<Kept> end_now(store::Ledger& ledger, const Account& by, const base::Id& id, base::Instant at) {
  auto grant = store::grant_table::find(ledger.database, id);
  if (!grant || !by.standing.may(Action::read_people, grant->unit)) return fail(Fault::not_found, "no such grant");
  if (!by.standing.may_grant(grant->role, grant->unit))
    return fail(Fault::forbidden, "this role isn't yours to take there", "role");
  if (grant->until && *grant->until <= at) return Kept{};
  const auto administrators = able_administrators(ledger.database);
  if (auto good = domain::check_end(*grant, administrators, at); !good) return good.error();
  grant->until = std::max(at, grant->from);
  store::grant_table::set_until(ledger.database, id, *grant->until);
  tell_grant(ledger, by, EventKind::grant_ended, *grant);
  return Kept{};
}

struct PeopleWish {
  store::person_table::Search search;
  std::size_t limit = 0;
};

Result<PeopleWish> parse_people(const net::Request& request) {
  PeopleWish wish;
  wish.search.text = request.query("search").value_or("");
  if (wish.search.text.size() > 100) return fail(Fault::invalid, "search is a short text", "search");
  if (const auto after = request.query("after")) {
    const auto id = base::parse_id(*after);
    if (!id) return fail(Fault::invalid, "after is the id of a person", "after");
    wish.search.after = *id;
  }
  const auto limit = parse_limit(request);
  if (!limit) return limit.error();
  wish.limit = *limit;
  return wish;
}

}  // namespace

Answer units(Call& call) {
  std::function<Result<std::string>(store::Database&)> read = [account = call.account](store::Database& database) {
    auto all = store::unit_table::all(database);
    std::erase_if(
        all, [&](const domain::Unit& unit) { return !is_member_or_reaches(*account, Action::read_people, unit.id); });
    return Result<std::string>{protocol::encode_units(all)};
  };
  return answer_from(call, std::move(read));
}

Answer put_unit(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto unit = protocol::decode_put_unit(call.id, *body);
  if (!unit) co_return unit.error();
  unit->name = domain::tidy_name(unit->name);
  Decision decide = [unit = *unit](store::Ledger& ledger, const Account& by, base::Instant) {
    return keep_unit(ledger, by, unit);
  };
  auto keeping = keep(call, std::move(decide));
  co_return co_await std::move(keeping);
}

Answer people(Call& call) {
  auto wish = parse_people(call.request);
  if (!wish) co_return wish.error();
  wish->search.units = call.account->standing.units(Action::read_people);
  std::function<Result<std::string>(store::Database&)> read = [wish = *wish](store::Database& database) {
    auto found = store::person_table::page(database, wish.search, wish.limit + 1);
    protocol::PeoplePage page;
    if (found.size() > wish.limit) {
      found.pop_back();
      page.next = found.back().id;
    }
    for (auto& person : found) page.items.push_back(view_of(database, std::move(person)));
    return Result<std::string>{protocol::encode(page)};
  };
  auto answering = answer_from(call, std::move(read));
  co_return co_await std::move(answering);
}

Answer person(Call& call) {
  std::function<Result<std::string>(store::Database&)> read =
      [account = call.account, id = call.id](store::Database& database) -> Result<std::string> {
    auto found = store::person_table::find(database, id);
    if (!found || !account->standing.may(Action::read_people, found->unit)) return nobody();
    return protocol::encode(view_of(database, std::move(*found)));
  };
  auto answering = answer_from(call, std::move(read));
  auto answer = co_await std::move(answering);
  if (answer) journal_look(call, call.id);
  co_return answer;
}

Answer put_person(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto person = protocol::decode_put_person(call.id, *body);
  if (!person) co_return person.error();
  person->name = domain::tidy_name(person->name);
  person->post = domain::tidy_name(person->post);
  Decision decide = [person = *person](store::Ledger& ledger, const Account& by, base::Instant at) {
    return keep_person(ledger, by, person, at);
  };
  auto keeping = keep(call, std::move(decide));
  co_return co_await std::move(keeping);
}

Answer put_grant(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto grant = protocol::decode_put_grant(call.id, *body);
  if (!grant) co_return grant.error();
  Decision decide = [grant = *grant](store::Ledger& ledger, const Account& by, base::Instant at) {
    return keep_grant(ledger, by, grant, at);
  };
  auto keeping = keep(call, std::move(decide));
  co_return co_await std::move(keeping);
}

Answer end_grant(Call& call) {
  Decision decide = [id = call.id](store::Ledger& ledger, const Account& by, base::Instant at) {
    return end_now(ledger, by, id, at);
  };
  auto keeping = keep(call, std::move(decide));
  const auto ended = co_await std::move(keeping);
  if (!ended) co_return ended.error();
  co_return no_content();
}

Answer profile(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto wish = protocol::decode_put_profile(*body);
  if (!wish) co_return wish.error();
  Decision decide = [wish = *wish](store::Ledger& ledger, const Account& by, base::Instant at) -> Result<Kept> {
    const auto* self = &by.person;
    auto changed = *self;
    changed.name = domain::tidy_name(wish.name);
    changed.phone = wish.phone;
    if (auto good = domain::check_person(changed); !good) return good.error();
    if (auto kept = keep_born(ledger, by, wish.born, at); !kept) return kept.error();
    if (says_the_same(*self, changed)) return Kept{protocol::encode(view_of(ledger.database, *self)), false};
    changed.version = base::make_id(ledger.now);
    store::person_table::change(ledger.database, changed, ledger.now);
    tell_person(ledger, by, EventKind::person_changed, changed);
    return Kept{protocol::encode(view_of(ledger.database, changed)), false};
  };
  auto keeping = keep(call, std::move(decide));
  co_return co_await std::move(keeping);
}

}  // namespace siaga::hub::directory_desk
