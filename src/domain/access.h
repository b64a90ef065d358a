// Who may do what, where and when: grants of roles, and what they come to at one moment. Pure; any thread.
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "domain/person.h"
#include "domain/role.h"

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace siaga::domain {

/// A role that a person holds, for a unit and all below it.
struct Grant {
  base::Id id;
  base::Id person;
  Role role = Role::officer;
  base::Id unit;                       ///< nil: the whole organisation
  base::Instant from;                  ///< counts from here
  std::optional<base::Instant> until;  ///< and no longer from here
  std::optional<base::Id> deputy_for;  ///< acts when this person is absent (R42)
};
bool is_held(const Grant& grant, base::Instant now);

/// What a person may do and see at one moment: their grants against today's tree of units.
class Standing {
 public:
  /// Nothing at all.
  Standing() = default;
  /// `grants`: of one person. Units that aren't in `tree` have nothing below them.
  Standing(std::span<const Grant> grants, std::span<const Unit> tree, base::Instant now);

  /// Somewhere.
  bool may(Action action) const;
  /// In this unit; the nil unit (the hub itself) is where any of their roles allows it.
  bool may(Action action, const base::Id& unit) const;
  bool sees(Topic topic, const base::Id& unit) const;
  /// True when they may give and end this role there.
  bool may_grant(Role role, const base::Id& unit) const;
  bool holds(Role role) const;
  /// There and below; the nil unit: in the whole organisation.
  bool holds(Role role, const base::Id& unit) const;

  /// The units where `action` is allowed, to narrow a query; nothing: everywhere.
  std::optional<std::vector<base::Id>> units(Action action) const;
  /// When time alone changes it: a grant begins or ends.
  const std::optional<base::Instant>& changes_at() const { return changes_at_; }

  friend bool operator==(const Standing&, const Standing&) = default;

 private:
  struct Held {
    Role role = Role::officer;
    bool everywhere = false;
    std::vector<base::Id> units;  ///< sorted

    bool covers(const base::Id& unit) const;   ///< the nil unit is the hub itself
    bool reaches(const base::Id& unit) const;  ///< the nil unit is the whole organisation
    friend bool operator==(const Held&, const Held&) = default;
  };
  std::vector<Held> held_;
  std::optional<base::Instant> changes_at_;
};

/// How long a session lasts: without a request, and in all. A phone must raise an alarm without signing in first; a
/// console uses its session all the time by its feed, so it is idle only when it is off.
struct SessionLength {
  std::chrono::hours idle;
  std::chrono::hours whole;
};
SessionLength session_length(const Standing& standing);
/// Of a session that may become as old as `whole`: a desk's or a phone's, as it was opened.
SessionLength session_length(std::chrono::microseconds whole);

}  // namespace siaga::domain
