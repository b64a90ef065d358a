// Changes of the directory as decisions: who may, what is well formed, what is written and told. The desks, an import
// and the hub's own calendar make them.
// Thread: that of the ledger's database. Errors: those of the decision; StoreFailure is thrown.
#pragma once

#include "hub/account.h"
#include "protocol/directory.h"
#include "protocol/event_kind.h"
#include "store/store_thread.h"

#include <string>

namespace siaga::hub::directory_changes {

/// In whose name something is changed: theirs is the standing that decides, and the version that the event names.
struct Doer {
  explicit Doer(const Account& themself) : account(themself), actor(themself.person.id) {}
  Doer(const Account& for_whom, const base::Id& who) : account(for_whom), actor(who) {}
  const Account& account;
  base::Id actor;  ///< nil: the hub, on their behalf
};

/// What a change made, and whether it made something new.
struct Kept {
  std::string body;
  bool is_new = false;
};

/// Rights count as of `at`, by the hub's clock.
base::Result<Kept> keep_person(store::Ledger& ledger, const Doer& by, domain::Person person, base::Instant at);
base::Result<Kept> keep_unit(store::Ledger& ledger, const Doer& by, const domain::Unit& unit);
base::Result<Kept> keep_grant(store::Ledger& ledger, const Doer& by, domain::Grant grant, base::Instant at);
/// One that hasn't begun never does.
base::Result<Kept> end_grant_now(store::Ledger& ledger, const Doer& by, const base::Id& id, base::Instant at);

/// Appends what happened to somebody; `as`: their new version; `text`: as person.changed has it.
void tell_person(store::Ledger& ledger, const Doer& by, protocol::EventKind kind, const domain::Person& as,
                 std::optional<std::string> text = {});
void tell_grant(store::Ledger& ledger, const Doer& by, protocol::EventKind kind, const domain::Grant& grant);

// What the decisions share with the desks.
base::Error nobody();
bool says_the_same(const domain::Person& one, const domain::Person& other);
bool is_member_or_reaches(const Account& account, domain::Action action, const base::Id& unit);
/// domain::may_change_login; everybody may change their own.
bool may_change_login(store::Database& database, const Account& by, const base::Id& person, base::Instant at);
protocol::PersonView view_of(store::Database& database, domain::Person person);

}  // namespace siaga::hub::directory_changes
