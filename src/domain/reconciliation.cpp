#include "domain/reconciliation.h"

#include "base/digest.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace siaga::domain {

namespace {

constexpr std::array<std::string_view, finding_kind_count> kinds{"orphan", "active_after_leaving", "reactivated",
                                                                 "duplicate", "seen_active"};

std::string small(std::string_view text) {
  std::string result{text};
  for (auto& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return result;
}

/// Each with its length, so that no two lists of facts read the same.
std::string joined(std::span<const std::string> facts) {
  std::string text;
  for (const auto& fact : facts) text += std::to_string(fact.size()) + ":" + fact;
  return text;
}

base::Id identity_of(const base::Id& application, FindingKind kind, std::vector<std::string> facts) {
  facts.insert(facts.begin(), {base::to_string(application), std::string{name_of(kind)}});
  const auto digest = base::sha256(joined(facts));
  base::Id id;
  std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

std::string told(const std::optional<base::Instant>& at) { return at ? base::to_rfc3339(*at) : ""; }

/// The logbook and the people, by everything that a user may be told by.
class Register {
 public:
  Register(std::span<const ListedUserId> listed, std::span<const Holder> people) {
    for (const auto& one : listed) {
      if (!one.application_id.empty()) by_id_.emplace(one.application_id, &one);
      // The newest of a name that was given again is the one that counts, unless only an older one is open; one that
      // is to be made counts where there was none.
      auto& held = by_name_[small(one.user_name)];
      if (held == nullptr || held->planned || (held->closed && !one.planned)) held = &one;
    }
    for (const auto& one : people) {
      if (!one.email.empty()) by_email_.emplace(small(one.email), &one);
      by_person_.emplace(one.person, &one);
    }
  }

  /// A user name that was given to somebody else under another of the application's ids isn't told by its name.
  const ListedUserId* listed(const ApplicationUser& user) const {
    if (const auto found = by_id_.find(user.id); found != by_id_.end()) return found->second;
    const auto found = by_name_.find(small(user.user_name));
    if (found == by_name_.end()) return nullptr;
    const auto& known = *found->second;
    return known.application_id.empty() || known.application_id == user.id ? &known : nullptr;
  }
  const Holder* holder(const ApplicationUser& user) const {
    for (const auto& address : {user.email, user.user_name})
      if (const auto found = by_email_.find(small(address)); found != by_email_.end()) return found->second;
    return nullptr;
  }
  const Holder* person(const base::Id& id) const {
    const auto found = by_person_.find(id);
    return found == by_person_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<std::string, const ListedUserId*> by_id_;
  std::unordered_map<std::string, const ListedUserId*> by_name_;
  std::unordered_map<std::string, const Holder*> by_email_;
  std::unordered_map<base::Id, const Holder*> by_person_;
};

/// Whose a user is, and until when.
struct Owner {
  const ListedUserId* listed = nullptr;
  std::optional<base::Id> person;
  std::optional<base::Instant> left_at;
};

Owner owner_of(const Register& known, const ApplicationUser& user) {
  Owner owner;
  owner.listed = known.listed(user);
  if (owner.listed != nullptr && owner.listed->planned) return {};
  if (owner.listed != nullptr && owner.listed->orphan) return {owner.listed, {}, owner.listed->left_at};
  if (owner.listed != nullptr) {
    owner.person = owner.listed->person;
    owner.left_at = owner.listed->left_at;
  } else if (const auto* holder = known.holder(user)) {
    owner.person = holder->person;
  }
  if (!owner.left_at && owner.person)
    if (const auto* holder = known.person(*owner.person)) owner.left_at = holder->left_at;
  return owner;
}

class Reconciler {
 public:
  Reconciler(const base::Id& application, base::Instant now) : application_(application), now_(now) {}

  void look_at(const ApplicationUser& user, const Owner& owner) {
    const bool has_left = owner.left_at && *owner.left_at <= now_;
    if (owner.listed == nullptr && owner.person) result_.unlisted.push_back({user, *owner.person});
    if (has_left && user.last_active && *user.last_active > *owner.left_at)
      add(FindingKind::seen_active, user, owner, {told(owner.left_at), told(user.last_active)});
    if (!user.active) return;
    const bool is_nobodys = owner.listed == nullptr ? !owner.person : owner.listed->orphan && !has_left;
    if (is_nobodys)
      add(FindingKind::orphan, user, owner, {small(user.user_name), small(user.email)});
    else if (owner.listed != nullptr && owner.listed->closed)
      add(FindingKind::reactivated, user, owner, {told(owner.left_at)});
    else if (has_left)
      add(FindingKind::active_after_leaving, user, owner, {told(owner.left_at)});
    if (owner.person) active_[*owner.person].push_back(user);
  }

  Reconciliation finish() {
    for (auto& [person, users] : active_) {
      if (users.size() < 2) continue;
      std::ranges::sort(users, {}, [](const ApplicationUser& user) { return std::tie(user.user_name, user.id); });
      std::vector<std::string> ids{base::to_string(person)};
      for (const auto& user : users) ids.push_back(user.id);
      std::ranges::sort(ids.begin() + 1, ids.end());
      const auto id = identity_of(application_, FindingKind::duplicate, std::move(ids));
      result_.findings.push_back({id, FindingKind::duplicate, std::move(users), {}, person, {}});
    }
    return std::move(result_);
  }

 private:
  void add(FindingKind kind, const ApplicationUser& user, const Owner& owner, std::vector<std::string> facts) {
    facts.push_back(user.id);
    facts.push_back(owner.person ? base::to_string(*owner.person) : "");
    Finding found{identity_of(application_, kind, std::move(facts)), kind, {user}, {}, owner.person, owner.left_at};
    if (owner.listed != nullptr) found.user_id = owner.listed->id;
    result_.findings.push_back(std::move(found));
  }

  base::Id application_;
  base::Instant now_;
  std::map<base::Id, std::vector<ApplicationUser>> active_;
  Reconciliation result_;
};

}  // namespace

std::string_view name_of(FindingKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }

std::optional<FindingKind> finding_kind(std::string_view name) {
  const auto found = std::ranges::find(kinds, name);
  if (found == kinds.end()) return std::nullopt;
  return static_cast<FindingKind>(found - kinds.begin());
}

Reconciliation reconcile(const base::Id& application, std::span<const ApplicationUser> users,
                         std::span<const ListedUserId> listed, std::span<const Holder> people, base::Instant now) {
  const Register known{listed, people};
  Reconciler reconciler{application, now};
  for (const auto& user : users) reconciler.look_at(user, owner_of(known, user));
  return reconciler.finish();
}

std::vector<Finding> new_findings(std::vector<Finding> found, std::span<const base::Id> known) {
  const std::unordered_set<base::Id> before{known.begin(), known.end()};
  std::erase_if(found, [&](const Finding& one) { return before.contains(one.id); });
  return found;
}

std::vector<base::Id> gone_findings(std::span<const base::Id> known, std::span<const Finding> found) {
  std::unordered_set<base::Id> now;
  for (const auto& one : found) now.insert(one.id);
  std::vector<base::Id> gone;
  std::ranges::copy_if(known, std::back_inserter(gone), [&](const base::Id& id) { return !now.contains(id); });
  return gone;
}

}  // namespace siaga::domain
