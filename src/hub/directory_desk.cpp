#include "hub/directory_desk.h"

#include "domain/directory.h"
#include "domain/profile.h"
#include "hub/directory_changes.h"
#include "hub/guard.h"
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
using namespace directory_changes;

namespace {

/// Decided by what somebody may do now (account_now).
using Decision = std::function<Result<Kept>(store::Ledger&, const Account&, base::Instant at)>;

Answer keep(Call& call, Decision decide) {
  std::function<Result<Kept>(store::Ledger&)> job = [session = call.session, at = call.core.clock.now(),
                                                     decide =
                                                         std::move(decide)](store::Ledger& ledger) -> Result<Kept> {
    const auto by = account_now(ledger, session, at);
    if (!by) return by.error();
    return decide(ledger, **by, at);
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

/// The day of birth is in no version of a person, and so in no event: that it was changed is.
Result<void> keep_born(store::Ledger& ledger, const Account& by, const std::optional<std::string>& born,
                       base::Instant at) {
  if (!born) return {};
  if (!born->empty())
    if (auto good = domain::check_born(*born, at); !good) return good.error();
  if (store::profile_table::born(ledger.database, by.person.id).value_or("") == *born) return {};
  store::profile_table::set_born(ledger.database, by.person.id,
                                 born->empty() ? std::nullopt : std::optional<std::string_view>{*born});
  tell_person(ledger, Doer{by}, EventKind::person_changed, by.person);
  return {};
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
    return keep_unit(ledger, Doer{by}, unit);
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
  person->phone = domain::tidy_name(person->phone);
  Decision decide = [person = *person](store::Ledger& ledger, const Account& by, base::Instant at) {
    return keep_person(ledger, Doer{by}, person, at);
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
    return keep_grant(ledger, Doer{by}, grant, at);
  };
  auto keeping = keep(call, std::move(decide));
  co_return co_await std::move(keeping);
}

Answer end_grant(Call& call) {
  Decision decide = [id = call.id](store::Ledger& ledger, const Account& by, base::Instant at) {
    return end_grant_now(ledger, Doer{by}, id, at);
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
    changed.phone = domain::tidy_name(wish.phone);
    if (auto good = domain::check_person(changed); !good) return good.error();
    if (auto kept = keep_born(ledger, by, wish.born, at); !kept) return kept.error();
    if (says_the_same(*self, changed)) return Kept{protocol::encode(view_of(ledger.database, *self)), false};
    changed.version = base::make_id(ledger.now);
    store::person_table::change(ledger.database, changed, ledger.now);
    tell_person(ledger, Doer{by}, EventKind::person_changed, changed);
    return Kept{protocol::encode(view_of(ledger.database, changed)), false};
  };
  auto keeping = keep(call, std::move(decide));
  co_return co_await std::move(keeping);
}

}  // namespace siaga::hub::directory_desk
