#include "hub/account_closing.h"

#include "hub/person_move.h"
#include "store/closed_account_table.h"
#include "store/grant_table.h"
#include "store/move_table.h"
#include "store/reset_code_table.h"

#include <algorithm>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
using directory_changes::Doer;
using Ended = std::vector<store::session_table::Row>;
namespace closed_accounts = store::closed_account_table;

namespace {

Result<void> end_roles(store::Ledger& ledger, const Doer& by, const base::Id& person, base::Instant at) {
  for (const auto& grant : store::grant_table::of_person(ledger.database, person)) {
    if (!goes_on(grant, at)) continue;
    if (auto ended = directory_changes::end_grant_now(ledger, by, grant.id, at); !ended) return ended.error();
  }
  return {};
}

Result<void> drop_moves(store::Ledger& ledger, const Doer& by, const base::Id& person) {
  for (const auto& move : store::move_table::of_person(ledger.database, person))
    if (auto dropped = drop_move(ledger, by, move.id); !dropped) return dropped.error();
  return {};
}

}  // namespace

bool goes_on(const domain::Grant& grant, base::Instant at) {
  return !grant.until || *grant.until > std::max(at, grant.from);
}

Result<domain::Person> find_other_account(store::Database& database, const Account& by, const base::Id& person,
                                          base::Instant at) {
  auto found = find_with_sessions(database, by, person, at);
  if (found && found->id == by.person.id) return fail(Fault::forbidden, "this is your own account", "self");
  return found;
}

Result<Ended> close_account(store::Ledger& ledger, const Doer& by, const base::Id& id, base::Instant at) {
  auto& database = ledger.database;
  const auto person = find_other_account(database, by.account, id, at);
  if (!person) return person.error();
  if (closed_accounts::closed_at(database, id)) return Ended{};
  if (auto ended = end_roles(ledger, by, id, at); !ended) return ended.error();
  if (auto dropped = drop_moves(ledger, by, id); !dropped) return dropped.error();
  store::reset_code_table::end_of_person(database, id, ledger.now);
  closed_accounts::close(database, id, ledger.now);
  directory_changes::tell_person(ledger, by, protocol::EventKind::person_changed, *person, "account closed");
  return end_sessions(ledger, *person, by.actor, by.account.person.version, std::nullopt, std::nullopt);
}

Result<void> open_account(store::Ledger& ledger, const Doer& by, const base::Id& id, base::Instant at) {
  const auto person = find_other_account(ledger.database, by.account, id, at);
  if (!person) return person.error();
  if (!closed_accounts::closed_at(ledger.database, id)) return {};
  closed_accounts::open(ledger.database, id);
  directory_changes::tell_person(ledger, by, protocol::EventKind::person_changed, *person, "account opened");
  return {};
}

}  // namespace siaga::hub
