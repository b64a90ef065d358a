// The routes that keep things under their client's id: applications, user IDs, cases. The rest is in user_id_desk.cpp.
#include "base/zone.h"
#include "domain/directory.h"
#include "hub/case_clock.h"
#include "hub/case_views.h"
#include "hub/guard.h"
#include "hub/targets.h"
#include "hub/user_id_deciding.h"
#include "hub/user_id_desk.h"
#include "store/application_table.h"
#include "store/person_table.h"
#include "store/unit_table.h"
#include "store/user_id_case_table.h"
#include "store/user_id_table.h"

#include <algorithm>
#include <tuple>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
using domain::Action;

namespace {

base::Error not_among_theirs(const char* field) {
  return fail(Fault::forbidden, "this isn't among the things that you may do", field);
}

bool is_everywhere(const domain::Standing& standing, Action action) {
  return standing.may(action) && !standing.units(action).has_value();
}

// ---- applications

Result<void> check_reach(store::Database& database, const Account& by, const base::Id& unit) {
  if (unit.is_nil()) {
    if (is_everywhere(by.standing, Action::manage_applications)) return {};
    return not_among_theirs("unit");
  }
  if (!store::unit_table::find(database, unit)) return fail(Fault::invalid, "there is no such unit", "unit");
  if (!by.standing.may(Action::manage_applications, unit)) return not_among_theirs("unit");
  return {};
}

auto said_of(const domain::Application& one) {
  return std::tie(one.unit, one.name, one.connector, one.target, one.settings);
}

protocol::ApplicationView view_of(store::Database& database, domain::Application application) {
  const bool has_secret = store::application_table::secret(database, application.id).has_value();
  return {std::move(application), has_secret};
}

Result<KeptThing> keep_application(store::Ledger& ledger, const Decider& decider, const protocol::PutApplication& wish,
                                   const std::optional<store::Bytes>& sealed) {
  auto& database = ledger.database;
  const auto& application = wish.application;
  if (auto reaches = check_reach(database, decider.by, application.unit); !reaches) return reaches.error();
  if (auto good = domain::check_application(application); !good) return good.error();
  const auto known = store::application_table::find(database, application.id);
  if (known)
    if (auto reaches = check_reach(database, decider.by, known->unit); !reaches) return reaches.error();
  if (known && !wish.secret && said_of(*known) == said_of(application))
    return KeptThing{protocol::encode(view_of(database, *known)), false};
  const bool has_secret = store::application_table::secret(database, application.id).has_value();
  if (known && !wish.secret && has_secret && goes_elsewhere(*known, application))
    return fail(Fault::invalid, "say the secret again: it was given for another address", "secret");
  store::application_table::keep(database, application);
  if (wish.secret) store::application_table::set_secret(database, application.id, sealed);
  protocol::EventBody body;
  body.by = decider.by.person.version;
  body.name = application.name;
  ledger.journal.append(
      draft({decider.by.person.id, protocol::EventKind::application_changed, application.id, application.unit}, body));
  return KeptThing{protocol::encode(view_of(database, application)), !known};
}

// ---- user IDs

domain::UserId tidied(domain::UserId user_id) {
  user_id.user_name = domain::tidy_name(user_id.user_name);
  user_id.agent = domain::tidy_name(user_id.agent);
  user_id.email = domain::tidy_name(user_id.email);
  user_id.team = domain::tidy_name(user_id.team);
  return user_id;
}

auto said_of(const domain::UserId& one) {
  return std::tie(one.application, one.unit, one.user_name, one.agent, one.email, one.team, one.person, one.hired_on,
                  one.replaces);
}

/// The application of a unit is its people's, of the units below it and of those above.
bool is_theirs(store::Database& database, const domain::Application& application, const base::Id& unit) {
  if (application.unit.is_nil()) return true;
  const auto tree = store::unit_table::all(database);
  return domain::is_part_of(tree, unit, application.unit) || domain::is_part_of(tree, application.unit, unit);
}

/// Whether its application is its unit's, and nobody else has its name or e-mail there.
Result<void> check_place(store::Database& database, const Account& by, const domain::UserId& user_id) {
  const auto& standing = by.standing;
  if (!standing.may(Action::record_cases, user_id.unit)) return not_among_theirs("unit");
  if (!store::unit_table::find(database, user_id.unit)) return fail(Fault::invalid, "there is no such unit", "unit");
  const auto application = store::application_table::find(database, user_id.application);
  if (!application || !is_theirs(database, *application, user_id.unit))
    return fail(Fault::invalid, "there is no such application", "application");
  if (user_id.person && !store::person_table::find(database, *user_id.person))
    return fail(Fault::invalid, "there is nobody of this id", "person");
  if (auto good = domain::check_user_id(user_id); !good) return good.error();
  if (const auto other = store::user_id_table::of_name(database, user_id))
    return fail(Fault::conflict, "this user ID exists already: it is " + other->agent + "'s", "user_name");
  if (user_id.email.empty()) return {};
  if (const auto other = store::user_id_table::of_email(database, user_id))
    return fail(Fault::conflict, "this e-mail exists already: " + other->user_name + ", " + other->agent, "email");
  return {};
}

Result<KeptThing> keep_user_id(store::Ledger& ledger, const Decider& decider, domain::UserId user_id) {
  if (const auto known = store::user_id_table::find(ledger.database, user_id.id)) {
    if (!decider.by.standing.may(Action::record_cases, known->unit))
      return fail(Fault::not_found, "there is no such user ID");
    if (said_of(*known) == said_of(user_id)) return KeptThing{protocol::encode(*known), false};
    return fail(Fault::conflict, "what is in the logbook isn't changed but corrected", "id");
  }
  if (user_id.id.is_nil()) return fail(Fault::invalid, "the nil id is nobody's", "id");
  if (auto good = check_place(ledger.database, decider.by, user_id); !good) return good.error();
  user_id.state = domain::UserIdState::active;
  user_id.listed_at = ledger.now;
  store::user_id_table::insert(ledger.database, user_id);
  case_book::list(ledger, decider.hand, user_id);
  return KeptThing{protocol::encode(user_id), true};
}

// ---- cases

KeptThing as_kept(store::Database& database, domain::UserIdCase one, bool is_new) {
  return {protocol::encode(case_views::view_of(database, std::move(one), true)), is_new};
}

std::string zone_of(store::Database& database, const base::Id& unit) {
  const auto found = store::unit_table::find(database, unit);
  return found ? found->zone : "UTC";
}

std::string name_of_version(store::Database& database, const base::Id& version) {
  const auto person = store::person_table::find_version(database, version);
  return person ? person->name : "somebody";
}

/// The same resignation a second time, from somebody else or under another id.
Result<void> check_first(store::Database& database, const base::Id& user_id) {
  using namespace store::user_id_case_table;
  const auto first = of_user_id(database, user_id, domain::CaseKind::deactivate);
  if (!first || first->is_closed()) return {};
  return fail(Fault::conflict,
              "this resignation is case " + base::to_string(first->id) + " already, recorded by " +
                  name_of_version(database, first->opened_by) + " on " +
                  base::date_time_with_zone(first->opened_at, first->zone, true),
              "user_id");
}

Result<KeptThing> open_deactivation(store::Ledger& ledger, const Decider& decider,
                                    const domain::OpenDeactivation& wish) {
  auto& database = ledger.database;
  const auto& standing = decider.by.standing;
  const auto user_id = store::user_id_table::find(database, wish.user_id);
  if (!user_id || !standing.may(Action::read_user_ids, user_id->unit))
    return fail(Fault::not_found, "there is no such user ID", "user_id");
  if (!standing.may(Action::record_cases, user_id->unit)) return not_among_theirs("user_id");
  if (auto first = check_first(database, user_id->id); !first) return first.error();
  const auto application = store::application_table::find(database, user_id->application);
  std::optional<base::Sha256> digest;
  if (wish.letter) {
    const auto letter = own_letter(database, *wish.letter, decider.by, "letter");
    if (!letter) return letter.error();
    digest = letter->sha256;
  }
  const auto one = domain::open(wish, *user_id, application.value_or(domain::Application{}),
                                zone_of(database, user_id->unit), decider.by.person.version, decider.at);
  if (!one) return one.error();
  case_book::open(ledger, decider.hand, *one, *user_id, application.value_or(domain::Application{}), digest);
  return as_kept(database, *one, true);
}

Result<KeptThing> open_replacement(store::Ledger& ledger, const Decider& decider, const base::Id& id,
                                   domain::UserId made) {
  auto& database = ledger.database;
  if (auto good = check_place(database, decider.by, made); !good) return good.error();
  if (made.email.empty()) return fail(Fault::invalid, "a new agent has an e-mail", "email");
  std::optional<domain::UserId> replaced;
  if (made.replaces) {
    replaced = store::user_id_table::find(database, *made.replaces);
    if (!replaced || !decider.by.standing.may(Action::read_user_ids, replaced->unit))
      return fail(Fault::not_found, "there is no such user ID", "replaces");
    if (replaced->user_name.empty()) return fail(Fault::conflict, "what is to be replaced was disposed of", "disposed");
    if (store::user_id_case_table::is_being_replaced(database, replaced->id))
      return fail(Fault::conflict, "somebody waits to replace this user ID already", "replaces");
  }
  made.id = base::make_id(ledger.now);
  made.state = domain::UserIdState::planned;
  made.listed_at = ledger.now;
  const auto one = domain::open(id, made, replaced ? &*replaced : nullptr, zone_of(database, made.unit),
                                decider.by.person.version, decider.at);
  if (!one) return one.error();
  const auto application = store::application_table::find(database, made.application);
  store::user_id_table::insert(database, made);
  case_book::open(ledger, decider.hand, *one, made, application.value_or(domain::Application{}), {});
  return as_kept(database, *one, true);
}

bool says_the_same(store::Database& database, const domain::UserIdCase& one, const protocol::PutCase& wish) {
  if (one.kind != wish.kind) return false;
  if (one.kind == domain::CaseKind::replace) {
    const auto made = store::user_id_table::find(database, one.user_id);
    return made && said_of(*made) == said_of(wish.agent);
  }
  const auto& said = wish.deactivation;
  return one.user_id == said.user_id && one.last_day == said.last_day && one.letter_date == said.letter_date &&
         one.letter == said.letter;
}

/// "The letter may follow" (S4 §8.1): the same resignation again, now with its letter.
Result<KeptThing> add_letter(store::Ledger& ledger, const Decider& decider, const domain::UserIdCase& known,
                             const domain::OpenDeactivation& wish) {
  auto& database = ledger.database;
  const auto user_id = store::user_id_table::find(database, known.user_id);
  if (!user_id) return fail(Fault::not_found, "there is no such user ID", "user_id");
  const auto one = domain::add_letter(known, wish, *user_id, decider.at);
  if (!one) return one.error();
  const auto letter = own_letter(database, *wish.letter, decider.by, "letter");
  if (!letter) return letter.error();
  case_book::add_letter(ledger, decider.hand, *one, letter->sha256);
  return as_kept(database, *one, false);
}

Result<KeptThing> keep_case(store::Ledger& ledger, const Decider& decider, const protocol::PutCase& wish) {
  const auto& id = wish.deactivation.id;
  if (id.is_nil()) return fail(Fault::invalid, "the nil id is no case's", "id");
  if (const auto known = store::user_id_case_table::find(ledger.database, id)) {
    auto visible = case_views::visible_case(ledger.database, decider.by, id, Action::record_cases);
    if (!visible) return visible.error();
    if (says_the_same(ledger.database, *known, wish)) return as_kept(ledger.database, std::move(*visible), false);
    if (wish.kind == domain::CaseKind::deactivate && wish.deactivation.letter)
      return add_letter(ledger, decider, *known, wish.deactivation);
    return fail(Fault::conflict, "this id belongs to another case", "id");
  }
  if (wish.kind == domain::CaseKind::deactivate) return open_deactivation(ledger, decider, wish.deactivation);
  return open_replacement(ledger, decider, id, wish.agent);
}

}  // namespace

Decider decider_of(const Account& by, base::Instant at) {
  case_book::Hand hand;
  hand.actor = by.person.id;
  hand.version = by.person.version;
  return {by, hand, at};
}

Result<store::letter_table::Row> own_letter(store::Database& database, const base::Id& letter, const Account& by,
                                            const std::string& field) {
  const auto row = store::letter_table::find(database, letter);
  if (!row || row->uploader != by.person.id) return fail(Fault::invalid, "there is no such letter of yours", field);
  if (row->of_case) return fail(Fault::invalid, "this letter belongs to another case", field);
  return *row;
}

Answer keep_thing(Call& call, DecideThing decide) {
  std::function<Result<KeptThing>(store::Ledger&)> job =
      [session = call.session, &clock = call.core.clock,
       decide = std::move(decide)](store::Ledger& ledger) -> Result<KeptThing> {
    const auto at = clock.now();
    const auto by = account_now(ledger, session, at);
    if (!by) return by.error();
    return decide(ledger, decider_of(**by, at));
  };
  auto deciding = on_store<KeptThing>(call.core.store, store::Priority::normal, std::move(job));
  auto kept = co_await std::move(deciding);
  if (!kept) co_return kept.error();
  if (call.core.case_clock != nullptr) call.core.case_clock->wake();
  co_return json_response(kept->is_new ? 201 : 200, std::move(kept->body));
}

/// As it will be: the one that comes, or the one that stays.
asio::awaitable<Result<std::string>> secret_of(const Call& call, const protocol::PutApplication& wish) {
  if (wish.secret) co_return *wish.secret;
  std::function<Result<std::string>(store::Database&)> read =
      [id = wish.application.id, box = &call.core.secret_box](store::Database& database) -> Result<std::string> {
    const auto sealed = store::application_table::secret(database, id);
    if (!sealed) return std::string{};
    return box->open(id, *sealed);
  };
  auto reading = on_reader<std::string>(call.core.readers, std::move(read));
  co_return co_await std::move(reading);
}

namespace user_id_desk {

Answer put_application(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto wish = protocol::decode_put_application(call.id, *body);
  if (!wish) co_return wish.error();
  auto looking = secret_of(call, *wish);
  const auto secret = co_await std::move(looking);
  if (!secret) co_return secret.error();
  const auto& told = wish->application;
  if (auto good = call.core.targets->check(domain::name_of(told.connector), told.settings, *secret); !good)
    co_return good.error();
  wish->application.name = domain::tidy_name(wish->application.name);
  std::optional<store::Bytes> sealed;
  if (wish->secret && !wish->secret->empty()) sealed = call.core.secret_box.seal(call.id, *wish->secret);
  DecideThing decide = [wish = *wish, sealed](store::Ledger& ledger, const Decider& decider) {
    return keep_application(ledger, decider, wish, sealed);
  };
  auto keeping = keep_thing(call, std::move(decide));
  co_return co_await std::move(keeping);
}

Answer put_user_id(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto wish = protocol::decode_put_user_id(call.id, *body);
  if (!wish) co_return wish.error();
  DecideThing decide = [wish = tidied(std::move(*wish))](store::Ledger& ledger, const Decider& decider) {
    return keep_user_id(ledger, decider, wish);
  };
  auto keeping = keep_thing(call, std::move(decide));
  co_return co_await std::move(keeping);
}

Answer put_case(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto wish = protocol::decode_put_case(call.id, *body);
  if (!wish) co_return wish.error();
  wish->agent = tidied(std::move(wish->agent));
  DecideThing decide = [wish = *wish](store::Ledger& ledger, const Decider& decider) {
    return keep_case(ledger, decider, wish);
  };
  auto keeping = keep_thing(call, std::move(decide));
  co_return co_await std::move(keeping);
}

}  // namespace user_id_desk

}  // namespace siaga::hub
