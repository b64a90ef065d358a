#include "domain/access.h"

#include <algorithm>

namespace siaga::domain {

namespace {

constexpr SessionLength of_a_desk{std::chrono::hours{12}, std::chrono::hours{24 * 30}};
constexpr SessionLength of_a_phone{std::chrono::hours{24 * 30}, std::chrono::hours{24 * 90}};

/// The unit and all below it, sorted. A circle in the tree ends where it began.
std::vector<base::Id> subtree(const base::Id& root, std::span<const Unit> tree) {
  std::vector<base::Id> found{root};
  for (std::size_t at = 0; at < found.size(); ++at)
    for (const auto& unit : tree)
      if (unit.parent == found[at] && std::ranges::find(found, unit.id) == found.end()) found.push_back(unit.id);
  std::ranges::sort(found);
  return found;
}

}  // namespace

bool is_held(const Grant& grant, base::Instant now) {
  return grant.from <= now && (!grant.until || now < *grant.until);
}

Standing::Standing(std::span<const Grant> grants, std::span<const Unit> tree, base::Instant now) {
  for (const auto& grant : grants) {
    for (const auto& edge : {std::optional{grant.from}, grant.until})
      if (edge && now < *edge && (!changes_at_ || *edge < *changes_at_)) changes_at_ = edge;
    if (!is_held(grant, now)) continue;
    Held held{grant.role, grant.unit.is_nil(), {}};
    if (!held.everywhere) held.units = subtree(grant.unit, tree);
    held_.push_back(std::move(held));
  }
}

bool Standing::Held::covers(const base::Id& unit) const { return unit.is_nil() || reaches(unit); }

bool Standing::Held::reaches(const base::Id& unit) const {
  return everywhere || std::ranges::binary_search(units, unit);
}

bool Standing::may(Action action) const {
  return std::ranges::any_of(held_, [&](const Held& held) { return domain::may(held.role, action); });
}

bool Standing::may(Action action, const base::Id& unit) const {
  return std::ranges::any_of(held_,
                             [&](const Held& held) { return domain::may(held.role, action) && held.covers(unit); });
}

bool Standing::sees(Topic topic, const base::Id& unit) const {
  return std::ranges::any_of(held_,
                             [&](const Held& held) { return domain::sees(held.role, topic) && held.covers(unit); });
}

bool Standing::may_grant(Role role, const base::Id& unit) const {
  return std::ranges::any_of(
      held_, [&](const Held& held) { return domain::may_grant(held.role, role) && held.reaches(unit); });
}

bool Standing::holds(Role role) const {
  return std::ranges::any_of(held_, [&](const Held& held) { return held.role == role; });
}

bool Standing::holds(Role role, const base::Id& unit) const {
  return std::ranges::any_of(held_, [&](const Held& held) { return held.role == role && held.reaches(unit); });
}

std::optional<std::vector<base::Id>> Standing::units(Action action) const {
  std::vector<base::Id> all;
  for (const auto& held : held_) {
    if (!domain::may(held.role, action)) continue;
    if (held.everywhere) return std::nullopt;
    all.insert(all.end(), held.units.begin(), held.units.end());
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());  // clang 14 can't read the result of ranges::unique
  return all;
}

SessionLength session_length(const Standing& standing) {
  return standing.may(Action::follow_feed) ? of_a_desk : of_a_phone;
}

SessionLength session_length(std::chrono::microseconds whole) {
  return whole <= of_a_desk.whole ? of_a_desk : of_a_phone;
}

}  // namespace siaga::domain
